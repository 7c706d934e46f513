"""Words that had to go are nowhere in the database any more, whatever state their story is in."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dateline.corrections.choices import ReportKind
from dateline.corrections.correction_words import CorrectionWords
from dateline.corrections.models import Correction, ErrorReport
from dateline.corrections.report_actions import take_report
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason, Status
from dateline.publishing.errors import NotPublicError
from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.stories.models import RelatedStory, StoryPage
from tests.factories.stories import published
from tests.integration.corrections.sending import ADDRESS, sent
from tests.support.words_in_database import places_of

SECRET = "Quellenschutz"


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    """A story full of a word: in two versions, a correction, a draft and a report."""
    text = f"<p>Our source is {SECRET} of the harbor. The ferry carries 30 tonnes.</p>"
    story = published(
        f"What {SECRET} said", slug="what-was-said", standfirst=SECRET, body=[("paragraph", text)]
    )
    take_report(
        sent=sent(
            story,
            f"source is {SECRET} of",
            suggestion=f"{SECRET}s",
            kind=ReportKind.NAME,
            comment=f"I know {SECRET}.",
        ),
        network=ADDRESS,
        at=timezone.now(),
    )
    story = StoryPage.objects.get(pk=story.pk)
    story.body[0].value.source = text.replace("30", "40")
    words = CorrectionWords(wrong=f"30, said {SECRET}.", right=f"It is 40, says {SECRET}.")
    summary = f"{SECRET} counted 40."
    publish_page(page=story, by=None, kind=Kind.CORRECTION, summary=summary, wishes=(words.wish(),))
    draft: Any = StoryPage.objects.get(pk=story.pk)
    draft.title = f"{SECRET} again"
    draft.save_revision(log_action=True)
    return StoryPage.objects.get(pk=story.pk)


def test_word_stands_nowhere_after_it_was_withheld(story: StoryPage) -> None:
    path, reader = story.public_path(), Client()
    assert len(places_of(SECRET)) > 10

    take_down(page=story, by=None, reason=RemovalReason.SAFETY, text="It had to go.", withholds_content=True)

    assert places_of(SECRET) == []
    assert not StoryPage.objects.filter(uuid=story.uuid).exists()
    versions = PublishedVersion.objects.filter(publication=story.uuid).order_by("number")
    assert [(version.kind, version.summary) for version in versions] == [
        ("new", ""),
        ("correction", ""),
        ("removal", "It had to go."),
    ]
    assert (Correction.objects.count(), ErrorReport.objects.count()) == (1, 1)
    assert reader.get(path).status_code == 410
    history = reader.get(f"{path}history/")
    assert history.status_code == 410
    assert SECRET not in history.content.decode()


@pytest.mark.parametrize("how", ["unpublished", "taken down"])
def test_what_is_not_public_any_more_can_be_withheld(story: StoryPage, how: str) -> None:
    if how == "unpublished":
        unpublish_page(page=story, by=None)
    else:
        take_down(page=story, by=None, reason=RemovalReason.RIGHTS)
    again = StoryPage.objects.get(pk=story.pk)

    with pytest.raises(NotPublicError):
        take_down(page=again, by=None, reason=RemovalReason.LEGAL)
    take_down(page=again, by=None, reason=RemovalReason.LEGAL, withholds_content=True)

    publication = Publication.objects.get(pk=story.uuid)
    first_removal = publication.versions.filter(kind=Kind.REMOVAL).order_by("number")[0]
    assert publication.removed_at == first_removal.at
    assert (publication.status, publication.removal_reason) == (Status.REMOVED, "legal")
    assert not VersionContent.objects.filter(version__publication=story.uuid).exists()
    assert places_of(SECRET) == []


def test_stories_that_name_it_do_not_stand_in_the_way(story: StoryPage) -> None:
    other = published(
        "Another story",
        body=[("paragraph", "<p>As we wrote.</p>"), ("related_story", {"story": story})],
        at=timezone.now(),
    )
    other.chosen_related.add(RelatedStory(target=story))
    publish_page(page=other, by=None)
    page = Client().get(other.public_path()).content.decode()
    assert "What Quellenschutz said" in page

    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)

    page = Client().get(other.public_path()).content.decode()
    assert SECRET not in page
    assert "As we wrote." in page
    again = StoryPage.objects.get(pk=other.pk)
    again.title = "Another headline"
    publish_page(page=again, by=None, kind="update")
    assert "Another headline" in Client().get(other.public_path()).content.decode()


def test_what_has_no_words_left_is_not_withheld_again(story: StoryPage) -> None:
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    count = PublishedVersion.objects.count()

    with pytest.raises(NotPublicError):
        take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)

    assert PublishedVersion.objects.count() == count


def test_database_blanks_a_sentence_only_of_what_is_withheld(story: StoryPage) -> None:
    def change(**values: Any) -> None:
        with transaction.atomic():
            QuerySet(PublishedVersion).filter(publication=story.uuid, number=2).update(**values)

    with pytest.raises(DatabaseError):
        change(summary="")
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    change(summary="")
    for values in (
        {"summary": "Nothing happened."},
        {"summary": "", "kind": "typo"},
        {"summary": "", "user_id": 7},
    ):
        with pytest.raises(DatabaseError):
            change(**values)


def test_database_blanks_a_correction_only_of_what_is_withheld(story: StoryPage) -> None:
    def change(**values: Any) -> None:
        with transaction.atomic():
            QuerySet(Correction).update(**values)

    gone: dict[str, Any] = {"what_was_wrong": "…", "what_is_right": "…", "marks": []}
    with pytest.raises(DatabaseError):
        change(**gone)
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    change(**gone)
    mark = {"block": "1", "start": 0, "end": 1}
    for values in (
        {"what_was_wrong": "Nothing."},
        {**gone, "noticed_by": "staff", "at": timezone.now()},
        {**gone, "user_id": 7},
        {**gone, "marks": [mark]},
    ):
        with pytest.raises(DatabaseError):
            change(**values)
