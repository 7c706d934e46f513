"""Corrections as records: written with the publication through every door, never changed afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dateline.corrections.choices import NoticedBy, Placement
from dateline.corrections.correction_actions import amend_correction, record_correction
from dateline.corrections.correction_errors import AmendmentRefusedError, CorrectionKeptError
from dateline.corrections.correction_models import Correction
from dateline.corrections.correction_queries import corrections_touching, notes_of
from dateline.corrections.correction_words import CorrectionWords
from dateline.publishing.actions import publish_page, schedule_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.scheduling import publish_due
from dateline.stories.models import StoryPage
from tests.factories.stories import published
from tests.integration.notices.correcting import START, WORDS, corrected, with_forty
from tests.support.watching import fresh

ANOTHER = CorrectionWords(wrong="Not 40.", right="It is 44.")


def test_wished_correction_is_recorded_with_its_two_versions(story: StoryPage) -> None:
    record = corrected(story)

    assert (record.wrong_version.number, record.version.number) == (1, 2)
    assert (record.what_was_wrong, record.what_is_right) == (WORDS.wrong, WORDS.right)
    assert (record.noticed_at, record.noticed_by) == (START - timedelta(hours=3), "reader")
    assert (record.at, record.placement) == (START, Placement.END)
    assert [(mark["start"], mark["end"]) for mark in record.marks] == [(19, 21)]
    assert record.version.summary == (
        "This story said that the bridge carries 30 tonnes. It carries 40 tonnes."
    )


def test_correction_without_a_wish_is_recorded_from_what_it_changed(story: StoryPage) -> None:
    publish_page(page=with_forty(story), by=None, kind="correction", summary="We were ten tonnes short.")

    record = Correction.objects.get()
    quotes = CorrectionWords(wrong=record.what_was_wrong, right=record.what_is_right)
    assert quotes.sentence("en") == (
        "What was wrong: “The bridge carries 30 tonnes.” What is right: “The bridge carries 40 tonnes.”"
    )
    assert quotes.sentence("ru").startswith("Было неверно: ")
    assert record.what_was_wrong == "“The bridge carries 30 tonnes.”"
    assert record.what_is_right == "“The bridge carries 40 tonnes.”"
    assert record.noticed_by == NoticedBy.STAFF


def test_correction_through_wagtails_own_publish_is_recorded(story: StoryPage) -> None:
    with_forty(story)
    story.change_kind, story.change_summary = "correction", "It was not so."
    story.save_revision().publish()

    assert Correction.objects.get().what_is_right == "“The bridge carries 40 tonnes.”"


def test_planned_correction_is_recorded_when_its_time_comes(story: StoryPage, clock: Any) -> None:
    at = START + timedelta(hours=2)
    schedule_page(
        page=with_forty(story),
        by=None,
        at=at,
        kind="correction",
        summary=WORDS.sentence("en"),
        wishes=(WORDS.wish(),),
    )
    assert not Correction.objects.exists()

    clock.move_to(at)
    assert publish_due(now=at) == (1, 0)

    record = Correction.objects.get()
    assert (record.what_was_wrong, record.at) == (WORDS.wrong, at)


def test_correction_that_nothing_explains_is_refused(story: StoryPage) -> None:
    with pytest.raises(PublicationRefusedError) as refused:
        publish_page(page=story, by=None, kind="correction", summary="We regret it.")

    assert "what was wrong" in str(refused.value)
    assert PublishedVersion.objects.filter(publication_id=story.uuid).count() == 1
    assert fresh(story).updated_at is None


def test_correction_without_a_change_takes_its_words_from_the_sentence(story: StoryPage) -> None:
    publish_page(page=story, by=None, kind="correction", summary="Our poster said 30. It is 40.")

    record = Correction.objects.get()
    assert (record.what_was_wrong, record.what_is_right) == ("Our poster said 30.", "It is 40.")
    assert record.marks == []


@pytest.mark.parametrize("kind", ["clarification", "apology", "retraction"])
def test_other_kinds_are_recorded_when_somebody_says_so(story: StoryPage, kind: str) -> None:
    record = corrected(story, kind=kind)

    assert record.version.kind == kind
    assert record.placement == (Placement.END if kind == "clarification" else Placement.TOP)


@pytest.mark.parametrize("kind", ["typo", "update", "clarification", "note", "apology", "retraction"])
def test_other_kinds_need_no_record(story: StoryPage, kind: str) -> None:
    story.body[0].value.source = "<p>The ferry sales again.</p>"
    publish_page(page=story, by=None, kind=kind, summary="It was not so.")

    assert not Correction.objects.exists()


def test_note_is_never_recorded(story: StoryPage) -> None:
    publish_page(page=with_forty(story), by=None, kind="note", summary="N.B.", wishes=(WORDS.wish(),))

    assert not Correction.objects.exists()


@pytest.mark.parametrize("changed", ["headline", "standfirst", "opening", "later"])
def test_placement_is_proposed_by_what_was_hit(story: StoryPage, changed: str) -> None:
    match changed:
        case "headline":
            story.title = "Bridge closed"
        case "standfirst":
            story.standfirst = "Forty tonnes."
        case "opening":
            story.body[0].value.source = "<p>The ferry never sailed.</p>"
        case "later":
            with_forty(story)
    publish_page(page=story, by=None, kind="correction", summary="It was not so.")

    assert Correction.objects.get().placement == (Placement.END if changed == "later" else Placement.TOP)


def test_placement_that_an_editor_chose_holds(story: StoryPage) -> None:
    words = CorrectionWords(wrong="She was called a thief.", right="She is a witness.", placement="top")

    assert corrected(story, words).placement == Placement.TOP


class TestImmutable:
    def test_saving_again_updating_and_deleting_are_refused(self, story: StoryPage) -> None:
        record = corrected(story)

        record.what_is_right = "Forty-one."
        with pytest.raises(CorrectionKeptError):
            record.save()
        with pytest.raises(CorrectionKeptError):
            record.delete()
        with pytest.raises(CorrectionKeptError):
            Correction.objects.update(what_is_right="41")
        with pytest.raises(CorrectionKeptError):
            Correction.objects.all().delete()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE paper_corrections_correction SET what_is_right = '41'",
            "DELETE FROM paper_corrections_correction",
        ],
    )
    def test_database_refuses_it_too(self, story: StoryPage, statement: str) -> None:
        corrected(story)

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert Correction.objects.get().what_is_right == WORDS.right

    def test_database_refuses_versions_of_two_stories(self, story: StoryPage) -> None:
        other = published("Another", at=START - timedelta(days=1))
        record = corrected(story)
        version = _version(other, kind="apology")

        with pytest.raises(DatabaseError), transaction.atomic():
            _copy(record, version=version, wrong_version=record.wrong_version)

    def test_database_refuses_an_amendment_of_another_story(self, story: StoryPage) -> None:
        other = published("Another", at=START - timedelta(days=1))
        record = corrected(story)
        version = _version(other, kind="apology")

        with pytest.raises(DatabaseError), transaction.atomic():
            _copy(record, version=version, wrong_version=_first(other), amends=record)

    @pytest.mark.parametrize(
        "change",
        [
            {"what_was_wrong": ""},
            {"what_is_right": ""},
            {"what_was_wrong": "x" * 1001},
            {"noticed_by": "nobody"},
            {"placement": "mid"},
            {"noticed_at": START + timedelta(hours=1)},
        ],
    )
    def test_database_refuses_what_makes_no_sense(self, story: StoryPage, change: dict[str, Any]) -> None:
        record = corrected(story)
        version = _version(story, kind="apology")

        with pytest.raises(DatabaseError), transaction.atomic():
            _copy(record, version=version, wrong_version=record.version, **change)


class TestAmending:
    def test_amendment_is_a_publication_with_a_record_of_its_own(self, story: StoryPage, clock: Any) -> None:
        record = corrected(story)
        later = START + timedelta(days=1)
        clock.move_to(later)

        new = amend_correction(
            correction=record, words=CorrectionWords(wrong="The note said 40.", right="It is 44."), by=None
        )

        assert (new.amends, new.wrong_version, new.version.number) == (record, record.version, 3)
        assert new.version.kind == Kind.CORRECTION
        assert new.marks == record.marks
        assert fresh(story).updated_at == later
        assert record.amendment == new

    def test_draft_that_somebody_is_writing_stays(self, story: StoryPage) -> None:
        record = corrected(story)
        draft = fresh(story)
        draft.title = "A headline in the making"
        revision = draft.save_revision()

        amend_correction(
            correction=record, words=CorrectionWords(wrong="Not 40.", right="It is 44."), by=None
        )

        page = fresh(story)
        assert (page.title, page.latest_revision_id) == ("Bridge open", revision.pk)
        assert page.get_latest_revision_as_object().title == "A headline in the making"

    def test_amended_one_is_not_amended_twice(self, story: StoryPage) -> None:
        record = corrected(story)
        words = CorrectionWords(wrong="Not 40.", right="It is 44.")
        new = amend_correction(correction=record, words=words, by=None)

        with pytest.raises(AmendmentRefusedError):
            amend_correction(correction=record, words=words, by=None)
        assert amend_correction(correction=new, words=words, by=None).amends == new

    @pytest.mark.parametrize("how", ["unpublished", "taken down"])
    def test_story_that_is_not_public_has_nothing_to_amend(self, story: StoryPage, how: str) -> None:
        record = corrected(story)
        if how == "unpublished":
            unpublish_page(page=fresh(story), by=None)
        else:
            take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, withholds_content=True)

        with pytest.raises(AmendmentRefusedError):
            amend_correction(correction=record, words=WORDS, by=None)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("", "It is 40."),
        ("Not 30.", "  \u200b "),
        ("Not 30.", "not 30."),
        ("x" * 1001, "It is 40."),
        ("\u202eexe.gpj", "It is 40."),
        ("a\x00b", "It is 40."),
        ("…!", "It is 40."),
    ],
)
def test_words_that_say_nothing_stop_the_publication(story: StoryPage, wrong: str, right: str) -> None:
    words = CorrectionWords(wrong=wrong, right=right)

    with pytest.raises(PublicationRefusedError):
        publish_page(
            page=with_forty(story), by=None, kind="correction", summary="Said.", wishes=(words.wish(),)
        )
    assert PublishedVersion.objects.filter(publication_id=story.uuid).count() == 1
    assert not Correction.objects.exists()


def test_record_refuses_unknown_readers_and_places(story: StoryPage) -> None:
    version = _version(story, kind="apology")
    words = CorrectionWords(wrong="Not 30.", right="It is 40.", noticed_by="nobody", placement="mid")

    with pytest.raises(ValidationError) as refused:
        record_correction(version=version, words=words, by=None)
    assert set(refused.value.message_dict) == {"noticed_by", "placement"}


def test_markup_in_words_is_shown_as_text(story: StoryPage, client: Client) -> None:
    corrected(story, CorrectionWords(wrong="<script>alert(1)</script> 30", right="<b>40</b> \u2067tonnes"))

    html = client.get(story.public_path()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 30" in html
    assert "<bdi>&lt;b&gt;40&lt;/b&gt; \u2067tonnes</bdi>" in html
    assert "<script>alert" not in html


def test_queries_for_feeds_and_letters(story: StoryPage, clock: Any) -> None:
    record = corrected(story)
    clock.move_to(START + timedelta(days=1))
    new = amend_correction(
        correction=record, words=CorrectionWords(wrong="No 40.", right="It is 44."), by=None
    )
    publication = Publication.objects.get(pk=story.uuid)

    notes = notes_of(publication)

    assert [(note.right, note.is_amended) for note in notes] == [(WORDS.right, True), ("It is 44.", False)]
    assert corrections_touching(story, after=START - timedelta(seconds=1)) == [record, new]
    assert corrections_touching(story, after=START) == [new]
    assert corrections_touching(story, after=START + timedelta(days=1)) == []


def _first(story: StoryPage) -> PublishedVersion:
    found: PublishedVersion = PublishedVersion.objects.filter(publication_id=story.uuid).order_by("number")[0]
    return found


def _version(story: StoryPage, *, kind: str) -> PublishedVersion:
    page = fresh(story)
    page.title = f"{page.title} anew"
    return publish_page(page=page, by=None, kind=kind, summary="It was not so.")


def _copy(record: Correction, **changes: Any) -> Correction:
    names = ("what_was_wrong", "what_is_right", "noticed_at", "noticed_by", "placement", "at")
    return Correction.objects.create(**{**{name: getattr(record, name) for name in names}, **changes})
