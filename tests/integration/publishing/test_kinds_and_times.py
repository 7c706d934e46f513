"""What a publication is called, and the times that it moves."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.choices import CHANGE_KINDS, NOTICE_KINDS, Kind
from dateline.publishing.errors import NotPublicError, PublicationRefusedError
from dateline.publishing.models import Publication
from dateline.publishing.queries import change_since_published
from dateline.sections.models import Topic
from dateline.stories.models import Byline, StoryPage
from tests.factories.stories import NOON, contributor, draft, picture, published
from tests.support.watching import Watch, fresh

LATER = NOON + timedelta(hours=2)


def edited(story: StoryPage, text: str = "The fery sails again.", **values: Any) -> StoryPage:
    """Return the public story with a misspelling in its first paragraph, not saved."""
    page: StoryPage = fresh(story)
    page.body[0].value.source = f"<p>{text}</p>"
    for name, value in values.items():
        setattr(page, name, value)
    return page


def publish(page: StoryPage, kind: str = "", *, at: datetime = LATER, summary: str = "What changed.") -> Any:
    return publish_page(page=page, by=None, kind=kind, summary=summary, at=at)


class TestKinds:
    @pytest.mark.parametrize("wish", ["", "typo", "correction", "update", "nonsense"])
    def test_first_is_new_whatever_the_draft_says(self, unpublished: StoryPage, wish: str) -> None:
        unpublished.change_kind = wish

        assert publish_page(page=unpublished, by=None).kind == Kind.NEW

    def test_typo_is_proposed_for_a_typo(self, story: StoryPage) -> None:
        assert publish(edited(story)).kind == Kind.TYPO

    def test_update_is_proposed_for_more(self, story: StoryPage) -> None:
        assert publish(edited(story, "The ferry sails at 12.")).kind == Kind.UPDATE

    @pytest.mark.parametrize("kind", CHANGE_KINDS)
    def test_every_kind_can_be_chosen_for_a_typo(self, story: StoryPage, kind: Kind) -> None:
        assert publish(edited(story), kind).kind == kind

    @pytest.mark.parametrize(
        "change",
        [
            {"text": "The ferry sails 12 times again."},
            {"text": "The Hope sails again."},
            {"text": "The ferry never sails again."},
            {"text": "The ferry “sails again”."},
            {"text": '<a href="https://example.org/">The ferry</a> sails again.'},
            {"title": "Fery back in service"},
            {"lead_caption": "Another caption"},
            {"language": "ru"},
            {"dateline_place": "Tver"},
        ],
        ids=str,
    )
    def test_typo_is_refused_when_the_meaning_may_have_changed(
        self, story: StoryPage, change: dict[str, Any]
    ) -> None:
        text = {"text": "The ferry sails again."} | change
        with Watch() as seen, pytest.raises(PublicationRefusedError, match="more than a typo"):
            publish(edited(story, **text), Kind.TYPO)

        assert seen.is_empty
        assert fresh(story).title == story.title

    def test_typo_is_refused_for_another_picture_byline_or_block(self, story: StoryPage) -> None:
        changed = [edited(story, "The ferry sails again.") for _ in range(4)]
        changed[0].lead_picture = picture()
        changed[1].bylines.add(Byline(contributor=contributor("Somebody"), role="words"))
        changed[2].body.append(("paragraph", "<p>More.</p>"))
        changed[3].body = json.dumps(changed[3].body.get_prep_value()[::-1])

        for page in changed:
            with pytest.raises(PublicationRefusedError, match="more than a typo"):
                publish(page, Kind.TYPO)

    @pytest.mark.parametrize("kind", NOTICE_KINDS)
    def test_notice_needs_words_for_readers(self, story: StoryPage, kind: Kind) -> None:
        with Watch() as seen, pytest.raises(PublicationRefusedError, match="Tell readers"):
            publish(edited(story), kind, summary="  ")

        assert seen.is_empty

    @pytest.mark.parametrize("kind", ["new", "removal", "nonsense"])
    def test_kind_that_no_change_can_have_is_refused_in_words(self, story: StoryPage, kind: str) -> None:
        with Watch() as seen, pytest.raises(PublicationRefusedError, match="cannot be said of a change"):
            publish(edited(story), kind)

        assert seen.is_empty

    @pytest.mark.parametrize("kind", ["", "typo"])
    def test_nothing_changed_makes_no_version(self, story: StoryPage, kind: str) -> None:
        with Watch() as seen:
            version = publish(fresh(story), kind)

        assert version.number == 1
        assert seen.is_empty

    def test_note_without_a_change_of_the_text_is_a_version(self, story: StoryPage) -> None:
        assert publish(fresh(story), Kind.NOTE).kind == Kind.NOTE

    def test_draft_that_calls_nothing_an_update_is_refused(self, story: StoryPage) -> None:
        page = fresh(story)
        page.change_kind = Kind.UPDATE

        with pytest.raises(PublicationRefusedError, match="needs new facts"):
            publish_page(page=page, by=None)

    def test_wishes_of_the_draft_are_followed_and_forgotten(self, story: StoryPage) -> None:
        page = edited(story, change_kind="correction", change_summary="It was not so.")
        revision = page.save_revision()
        revision.publish()
        with Watch() as seen:
            revision.refresh_from_db()
            revision.publish()

        stored = fresh(story)
        assert (stored.change_kind, stored.change_summary) == ("", "")
        assert [version.kind for version in Publication.objects.get(pk=story.uuid).versions.all()] == [
            "new",
            "correction",
        ]
        assert seen.is_empty

    def test_every_problem_is_named_at_once(self, story: StoryPage) -> None:
        page = edited(story, title="Another", lead_picture=picture(credit=""))
        page.body = []

        with pytest.raises(PublicationRefusedError) as caught:
            publish(page, Kind.TYPO, summary="")
        assert set(caught.value.message_dict) == {"body", "lead_credit", "change_kind"}

    def test_change_is_shown_before_it_is_published(self, story: StoryPage) -> None:
        change = change_since_published(edited(story, "The ferry sails at 12."))

        assert change is not None
        assert change.reasons == ("number", "text")
        assert change.proposed == Kind.UPDATE


class TestTimes:
    def test_first_publication_sets_published_and_nothing_else(self, unpublished: StoryPage) -> None:
        version = publish_page(page=unpublished, by=None, at=NOON)

        page = fresh(unpublished)
        assert (page.published_at, page.updated_at, page.changed_at) == (NOON, None, NOON)
        assert version.at == NOON

    @pytest.mark.parametrize("kind", CHANGE_KINDS)
    def test_updated_moves_for_everything_but_a_typo(self, story: StoryPage, kind: Kind) -> None:
        publish(edited(story), kind)

        page = fresh(story)
        assert page.updated_at == (None if kind is Kind.TYPO else LATER)
        assert (page.published_at, page.changed_at) == (NOON, LATER)
        publication = Publication.objects.get(pk=story.uuid)
        assert (publication.updated_at, publication.changed_at) == (page.updated_at, LATER)

    def test_typo_after_an_update_leaves_its_time(self, story: StoryPage) -> None:
        publish(edited(story, "Sails at 12."), at=LATER)
        publish(edited(story, "Sials at 12."), Kind.TYPO, at=LATER + timedelta(hours=1))

        assert fresh(story).updated_at == LATER

    def test_nothing_changed_moves_no_time(self, story: StoryPage) -> None:
        publish(fresh(story))

        page = fresh(story)
        assert (page.updated_at, page.changed_at) == (None, NOON)

    def test_publishing_again_what_came_back_moves_no_time(self, story: StoryPage) -> None:
        fresh(story).unpublish()
        publish(fresh(story), at=LATER)
        restored = Publication.objects.get(pk=story.uuid).changed_at
        publish(fresh(story), at=LATER + timedelta(hours=1))

        assert (fresh(story).changed_at, restored) == (NOON, LATER)
        assert Publication.objects.get(pk=story.uuid).changed_at == LATER

    def test_draft_from_before_the_first_version_brings_nothing_old_back(self, paper: Any) -> None:
        page = draft("Old draft")
        revision = page.save_revision()
        publish_page(page=page, by=None, at=NOON)
        publish(edited(page, "Second 2."), at=LATER)
        publish(edited(page, "Third 3."), at=LATER + timedelta(hours=1))

        with time_machine.travel(LATER + timedelta(hours=2), tick=False):
            revision.publish()

        page = fresh(page)
        last = LATER + timedelta(hours=2)
        assert (page.published_at, page.updated_at, page.changed_at) == (NOON, last, last)
        assert page.version_number == 4
        assert page.public_path() == "/2026/03/14/old-draft/"
        assert page.section is not None

    def test_date_of_an_archive_is_kept(self, unpublished: StoryPage) -> None:
        unpublished.published_at = datetime(1998, 8, 17, 9, 30, tzinfo=UTC)
        publish_page(page=unpublished, by=None)

        page = fresh(unpublished)
        assert page.public_path() == "/1998/08/17/market-closed/"
        assert page.published_at.year == 1998

    def test_time_to_come_is_refused(self, unpublished: StoryPage) -> None:
        unpublished.published_at = timezone.now() + timedelta(minutes=2)

        with Watch() as seen, pytest.raises(PublicationRefusedError, match="has not come yet"):
            publish_page(page=unpublished, by=None)
        assert seen.is_empty

    def test_schedule_left_on_a_page_does_not_delay_the_action(self, unpublished: StoryPage) -> None:
        unpublished.go_live_at = timezone.now() + timedelta(days=1)

        publish_page(page=unpublished, by=None)

        assert fresh(unpublished).live

    def test_published_again_after_having_been_unpublished_keeps_its_times(self, story: StoryPage) -> None:
        unpublish_page(page=story, by=None, at=LATER)
        with Watch() as seen:
            publish(fresh(story), at=LATER + timedelta(hours=1))

        page = fresh(story)
        assert page.live
        assert (page.published_at, page.updated_at, page.version_number) == (NOON, None, 1)
        assert seen.events == ["story.restored"]
        assert seen.versions == []

    def test_published_again_with_a_change_is_a_change(self, story: StoryPage) -> None:
        unpublish_page(page=story, by=None, at=LATER)
        with Watch() as seen:
            publish(edited(story, "Sails at 12."), at=LATER + timedelta(hours=1))

        assert seen.kinds == ["update"]
        assert fresh(story).published_at == NOON

    def test_edited_while_unpublished_is_recorded_when_it_returns(self, story: StoryPage) -> None:
        unpublish_page(page=story, by=None)
        page = edited(story, "Sails at 12.")
        page.save()
        with Watch() as seen:
            publish_page(page=fresh(story), by=None)

        assert seen.kinds == ["update"]

    def test_unpublishing_what_is_not_public_is_an_error(
        self, unpublished: StoryPage, story: StoryPage
    ) -> None:
        with pytest.raises(NotPublicError):
            unpublish_page(page=unpublished, by=None)
        stale = fresh(story)
        unpublish_page(page=story, by=None)
        with pytest.raises(NotPublicError):
            unpublish_page(page=stale, by=None)

    def test_unsaved_changes_of_the_caller_are_not_saved_by_unpublishing(self, story: StoryPage) -> None:
        unpublish_page(page=edited(story, title="Half-done"), by=None)

        assert fresh(story).title == story.title

    def test_topics_without_a_change_of_words_are_a_typo(self, story: StoryPage) -> None:
        page = fresh(story)
        page.topics.add(Topic.objects.create(name="Harbor", slug="harbor"))

        assert publish(page).kind == Kind.TYPO

    def test_archive_can_bring_an_update_that_it_knows_nothing_of(self, paper: Any) -> None:
        story = published("From the archive", at=NOON)
        publish(fresh(story), Kind.UPDATE)

        assert fresh(story).updated_at == LATER
