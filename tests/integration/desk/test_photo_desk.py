"""The photo desk through its screens: many at once, what is there twice, where it is used, words for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.fronts.models import HomePage
from dateline.media.models import Picture
from dateline.media.rights_actions import settle_rights_now
from dateline.users.choices import Role
from tests.factories.photos import twins, upload
from tests.factories.stories import picture, published
from tests.unit.media.picture_files import file_of, jpeg, saved, scene

DeskOf = Callable[[Role], Client]


@pytest.fixture
def photo_editor(desk_of: DeskOf) -> Client:
    return desk_of(Role.PHOTO_EDITOR)


class TestUploading:
    def test_each_file_is_read_and_asked_for_what_it_lacks(self, photo_editor: Client) -> None:
        answers = [
            upload(photo_editor, jpeg(iptc=[(2, 80, b"Ines Moreau"), (2, 120, b"The pier at noon")])).json(),
            upload(photo_editor, jpeg(size=(901, 600))).json(),
            upload(photo_editor, b"no picture", "notes.jpg").json(),
        ]

        assert [answer["success"] for answer in answers] == [True, True, False]
        assert "Ines Moreau" in answers[0]["form"]
        assert "No credit. A story with this picture cannot go out." in answers[1]["form"]
        assert "This is not a picture we can read" in answers[2]["error_message"]
        assert Picture.objects.count() == 2

    def test_picture_that_is_there_already_is_shown_beside_it(self, photo_editor: Client) -> None:
        upload(photo_editor, file_of(1), title="The pier")
        exact = upload(photo_editor, file_of(1), "again.jpg").json()
        alike = upload(photo_editor, saved(scene(1), "PNG"), "other.png").json()

        assert exact["duplicate"]
        assert "The very same" in exact["confirm_duplicate_upload"]
        assert "The pier" in exact["confirm_duplicate_upload"]
        assert "Looks alike" in alike["confirm_duplicate_upload"]

    @pytest.mark.parametrize("title", ["x" * 10_000, "\x00\x01\u202e", "", "🚢" * 300])
    def test_title_that_cannot_be_kept_does_not_cost_the_picture(
        self, photo_editor: Client, title: str
    ) -> None:
        answer = upload(photo_editor, jpeg(), "pier.jpg", title=title).json()

        assert answer["success"]
        kept = Picture.objects.get().title
        assert kept
        assert len(kept) <= 255
        assert kept.isprintable()

    def test_request_without_a_file_is_told_in_words(self, photo_editor: Client) -> None:
        answer = photo_editor.post(reverse("wagtailimages:add_multiple"))

        assert answer.json()["error_message"] == "No file arrived. Try again."

    def test_who_was_logged_out_gets_an_answer_that_the_page_understands(self, paper: HomePage) -> None:
        assert upload(Client(), jpeg()).status_code in (401, 403)
        assert not Picture.objects.exists()

    def test_screen_offers_the_same_words_for_all_and_one_picture_without_script(
        self, photo_editor: Client
    ) -> None:
        html = photo_editor.get(reverse("wagtailimages:add_multiple")).content.decode()

        assert 'name="same-credit"' in html
        assert reverse("wagtailimages:add") in html
        assert photo_editor.get(reverse("wagtailimages:add")).status_code == 200


class TestTheList:
    def test_filters_find_what_a_photo_editor_looks_for(self, photo_editor: Client) -> None:
        now = timezone.now()
        used = picture(credit="Ines Moreau")
        published(lead_picture=used)
        bare = picture(credit="", caption="")
        ending = picture(credit="Pharos", expires_at=now + timedelta(days=3), rights="agency")
        ended = picture(credit="Pharos", expires_at=now - timedelta(days=3))
        upload(photo_editor, jpeg(iptc=[(2, 80, b"Petrov"), (2, 120, b"A ship")]))
        mine = Picture.objects.get(credit="Petrov")
        first, second, _pair = twins()

        def found(**filters: str) -> set[Picture]:
            answer = photo_editor.get(reverse("wagtailimages:index"), filters)
            assert not answer.context["filters"].form.errors
            return set(answer.context["object_list"])

        assert found(whose="mine") == {mine}
        assert found(lacks="credit") == {bare, first}
        assert found(lacks="words") == {bare, first, second}
        assert found(lacks="rights") == {used, bare, ended, mine, first, second}
        assert found(ending="soon") == {ending}
        assert found(ending="ended") == {ended}
        assert found(used="no") == {bare, ending, ended, mine, first, second}
        assert found(used="twice") == {first, second}
        assert found(photographer="phar") == {ending, ended}
        today = timezone.localdate().isoformat()
        assert len(found(since=today, until=today)) == 7
        assert found(until="2001-01-01") == set()
        assert (
            photo_editor.get(reverse("wagtailimages:index"), {"since": "\x00", "whose": "x"}).status_code
            == 200
        )

    def test_the_same_words_go_to_everything_chosen(self, photo_editor: Client) -> None:
        pictures = [picture(credit=""), picture(credit="Pharos", rights_holder="Pharos Ltd")]
        ids = "&".join(f"id={one.pk}" for one in pictures)
        address = f"/desk/bulk/paper_media/picture/say_of_many/?{ids}&next=/desk/"

        assert "Fill in at least one field." in photo_editor.post(address, {}).content.decode()
        photo_editor.post(
            address, {"credit": "Ines Moreau", "rights": "own", "expires_at": "2030-01-01 12:00"}
        )

        kept = list(Picture.objects.order_by("pk").values_list("credit", "rights", "rights_holder"))
        assert kept == [("Ines Moreau", "own", ""), ("Ines Moreau", "own", "Pharos Ltd")]
        assert not Picture.objects.filter(expires_at=None).exists()
        photo_editor.post(address, {"no_end": "on"})
        assert Picture.objects.filter(expires_at=None).count() == 2

    def test_reporter_changes_many_only_of_their_own(self, reporter: Client) -> None:
        others = picture(credit="Pharos")

        reporter.post(
            f"/desk/bulk/paper_media/picture/say_of_many/?id={others.pk}&next=/desk/", {"credit": "Mine"}
        )

        others.refresh_from_db()
        assert others.credit == "Pharos"


class TestRights:
    def test_story_editor_says_whose_rights_end(self, editor: Client) -> None:
        now = timezone.now()
        soon = picture(expires_at=now + timedelta(days=3))
        story = published("Ferry back", lead_picture=soon)
        address = reverse("wagtailadmin_pages:edit", args=[story.pk])

        assert "from then on readers get the story without it" in editor.get(address).content.decode()
        Picture.objects.filter(pk=soon.pk).update(expires_at=now - timedelta(days=1))
        assert "readers get the story without it" in editor.get(address).content.decode()
        Picture.objects.filter(pk=soon.pk).update(expires_at=now + timedelta(days=30))
        assert "get the story without it" not in editor.get(address).content.decode()

    def test_picture_that_is_away_is_still_seen_and_renewed_at_the_desk(self, photo_editor: Client) -> None:
        away = picture(expires_at=timezone.now() - timedelta(days=1))
        settle_rights_now()
        address = reverse("wagtailimages:edit", args=[away.pk])

        html = photo_editor.get(address).content.decode()
        small = photo_editor.get(reverse("photos:small", args=[away.pk]))

        assert "readers do not get this picture" in html
        assert "could not be found" not in html
        assert (small.status_code, small["Content-Type"]) == (200, "image/webp")
        assert "Rights have ended" in photo_editor.get(reverse("wagtailimages:index")).content.decode()
        form = photo_editor.get(address).context["form"]
        data = {name: form[name].value() or "" for name in form.fields if name != "file"}
        data |= {"expires_at": "", "taken_at": "", "tags": ""}
        photo_editor.post(address, data)
        assert not Picture.objects.get(pk=away.pk).is_away
