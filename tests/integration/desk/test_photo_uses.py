"""Where pictures are used, replacing them everywhere, and merging those that are there twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.photos import shown_in, twins, with_pictures
from tests.factories.stories import contributor, draft, picture, published

DeskOf = Callable[[Role], Client]


@pytest.fixture
def photo_editor(desk_of: DeskOf) -> Client:
    return desk_of(Role.PHOTO_EDITOR)


class TestWhereUsed:
    def test_everything_that_shows_it_is_listed(self, photo_editor: Client) -> None:
        lead, face = picture(), picture()
        public = published("Ferry back", lead_picture=lead, body=with_pictures(lead))
        hidden = draft("Ferry planned", body=with_pictures(lead))
        hidden.save_revision()
        person = contributor("Ines Moreau")
        person.portrait = face
        person.save()

        uses = photo_editor.get(reverse("wagtailimages:image_usage", args=[lead.pk])).context["uses"]
        of_face = photo_editor.get(reverse("wagtailimages:image_usage", args=[face.pk])).context["uses"]

        assert [place.name for place in uses.public] == ["Ferry back"]
        assert [place.name for place in uses.drafts] == ["Ferry planned"]
        assert [place.public_path for place in uses.record] == [public.public_path()]
        assert uses.now == 2
        assert [place.name for place in of_face.others] == ["Ines Moreau"]

    def test_draft_that_no_longer_shows_it_is_not_listed(self, photo_editor: Client) -> None:
        lead = picture()
        story = draft(body=with_pictures(lead))
        story.save_revision()
        story.body = with_pictures()
        story.save_revision()

        uses = photo_editor.get(reverse("wagtailimages:image_usage", args=[lead.pk])).context["uses"]

        assert uses.drafts == ()

    @pytest.mark.parametrize("where", ["public", "draft", "portrait", "nameplate"])
    def test_picture_in_use_is_not_deleted_and_says_where(self, chief: Client, where: str) -> None:
        used = picture()
        if where == "public":
            published(body=with_pictures(used))
        elif where == "draft":
            draft(body=with_pictures(used)).save_revision()
        elif where == "portrait":
            person = contributor("Ines Moreau")
            person.portrait = used
            person.save()
        else:
            settings = PaperSettings.objects.get()
            settings.logo = used
            settings.save()
        address = reverse("wagtailimages:delete", args=[used.pk])

        answers = [chief.get(address, follow=True), chief.post(address, follow=True)]

        for answer in answers:
            assert "it cannot be deleted" in answer.content.decode()
            assert answer.context["uses"].now == 1
        assert Picture.objects.filter(pk=used.pk).exists()

    def test_picture_that_nothing_shows_is_deleted(self, photo_editor: Client) -> None:
        free = picture()

        photo_editor.post(reverse("wagtailimages:delete", args=[free.pk]))

        assert not Picture.objects.filter(pk=free.pk).exists()


class TestReplacing:
    def test_every_place_gets_the_other_picture_and_no_version_is_rewritten(self, chief: Client) -> None:
        old, new = picture(), picture()
        story = published("Ferry back", lead_picture=old, body=with_pictures(old))
        planned = draft("Ferry planned", lead_picture=old)
        planned.save_revision()
        person = contributor("Ines Moreau")
        person.portrait = old
        person.save()
        first = PublishedVersion.objects.get(publication_id=story.uuid, number=1)
        before = (first.commitment, first.content.canonical_json, first.picture_digests)

        answer = chief.post(reverse("photos:replace", args=[old.pk]), {"new": new.pk}, follow=True)

        assert "was replaced by" in answer.content.decode()
        now = StoryPage.objects.get(pk=story.pk)
        assert (now.lead_picture_id, shown_in(now)) == (new.pk, [new.pk])
        assert now.updated_at is not None, "another picture is an update"
        assert StoryPage.objects.get(pk=planned.pk).get_latest_revision_as_object().lead_picture_id == new.pk
        assert not StoryPage.objects.get(pk=planned.pk).live
        person.refresh_from_db()
        assert person.portrait_id == new.pk
        first = PublishedVersion.objects.get(publication_id=story.uuid, number=1)
        assert (first.commitment, first.content.canonical_json, first.picture_digests) == before
        assert PublishedVersion.objects.get(publication_id=story.uuid, number=2).kind == "update"
        assert f"story/{story.pk}" in LogEntry.objects.filter(event="story.published").latest("number").keys

    def test_draft_on_top_of_a_public_story_stays_a_draft_with_the_other_picture(self, chief: Client) -> None:
        old, new = picture(), picture()
        story = published("Ferry back", lead_picture=old)
        story.title = "Ferry back, says the captain"
        story.save_revision()

        chief.post(reverse("photos:replace", args=[old.pk]), {"new": new.pk})

        now = StoryPage.objects.get(pk=story.pk)
        assert (now.title, now.lead_picture_id, now.has_unpublished_changes) == ("Ferry back", new.pk, True)
        latest = now.get_latest_revision_as_object()
        assert (latest.title, latest.lead_picture_id) == ("Ferry back, says the captain", new.pk)

    def test_story_that_waits_for_its_time_stops_the_whole_replacement(self, chief: Client) -> None:
        old, new = picture(), picture()
        story = published("Ferry back", lead_picture=old)
        later = draft("Ferry later", lead_picture=old, go_live_at=timezone.now() + timedelta(days=1))
        later.save_revision().publish()

        answer = chief.post(reverse("photos:replace", args=[old.pk]), {"new": new.pk}, follow=True)

        assert "“Ferry later” is scheduled" in answer.content.decode()
        assert StoryPage.objects.get(pk=story.pk).lead_picture_id == old.pk

    def test_photo_editor_cannot_change_a_public_story_this_way(self, photo_editor: Client) -> None:
        old, new = picture(), picture()
        story = published("Ferry back", lead_picture=old)

        answer = photo_editor.post(reverse("photos:replace", args=[old.pk]), {"new": new.pk})

        assert "you may not publish that story" in answer.content.decode()
        assert StoryPage.objects.get(pk=story.pk).lead_picture_id == old.pk

    def test_picture_without_a_credit_replaces_none_in_public(self, chief: Client) -> None:
        old, new = picture(), picture(credit="")
        story = published("Ferry back", lead_picture=old)

        answer = chief.post(reverse("photos:replace", args=[old.pk]), {"new": new.pk}, follow=True)

        assert "The picture has no credit." in answer.content.decode()
        assert StoryPage.objects.get(pk=story.pk).lead_picture_id == old.pk

    @pytest.mark.parametrize("new", ["", "0", "x", "999999"])
    def test_wrong_choice_is_said_beside_the_field(self, chief: Client, new: str) -> None:
        old = picture()
        published("Ferry back", lead_picture=old)

        answer = chief.post(reverse("photos:replace", args=[old.pk]), {"new": new})

        assert answer.status_code == 200
        assert answer.context["form"].errors["new"]


class TestThereTwice:
    def test_merging_moves_every_place_and_keeps_the_words(self, chief: Client) -> None:
        first, second, pair = twins()
        story = published("Ferry back", lead_picture=second)

        answer = chief.post(reverse("photos:decide", args=[pair.pk]), {"keep": "older"}, follow=True)

        assert "replaced in 1 place" in answer.content.decode()
        assert list(Picture.objects.all()) == [first]
        assert Picture.objects.get().credit == "Ines Moreau"
        now = StoryPage.objects.get(pk=story.pk)
        assert now.lead_picture_id == first.pk
        assert now.updated_at is None, "the same pixels are nothing new to readers"
        versions = PublishedVersion.objects.filter(publication_id=story.uuid).order_by("number")
        assert [version.kind for version in versions] == ["new", "typo"]
        assert versions[0].picture_digests == versions[1].picture_digests

    def test_both_are_kept_and_nobody_is_asked_again(self, photo_editor: Client) -> None:
        _first, _second, pair = twins()

        photo_editor.post(reverse("photos:decide", args=[pair.pk]), {"keep": "both"})

        assert Picture.objects.count() == 2
        assert "No picture is there twice" in photo_editor.get(reverse("photos:pairs")).content.decode()

    def test_report_shows_both_side_by_side(self, photo_editor: Client) -> None:
        twins()

        html = photo_editor.get(reverse("photos:pairs")).content.decode()

        assert "First" in html
        assert "Second" in html
        assert html.count("Keep this one for both") == 2

    def test_photo_editor_merges_what_no_story_shows(self, photo_editor: Client) -> None:
        _first, second, pair = twins()

        photo_editor.post(reverse("photos:decide", args=[pair.pk]), {"keep": "newer"})

        assert list(Picture.objects.all()) == [second]

    def test_who_may_change_nothing_decides_nothing(self, desk_of: DeskOf) -> None:
        _first, _second, pair = twins()
        stranger = desk_of(Role.LISTINGS_EDITOR)

        assert stranger.post(reverse("photos:decide", args=[pair.pk]), {"keep": "newer"}).status_code in (
            302,
            403,
        )
        assert Picture.objects.count() == 2
