"""The index follows what is public: in the same transaction, for every way in and out of the paper."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from dateline.fronts.models import HomePage
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page, schedule_page, take_down, unpublish_page
from dateline.publishing.bulk.actions import publish_new_pages
from dateline.publishing.bulk.acts import NewPage
from dateline.publishing.choices import RemovalReason
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishing.publication_watchers import publishing_in_bulk
from dateline.search.catching_up_actions import begin_anew, catch_up, catching_up, look_again
from dateline.search.checks import check_search_index
from dateline.search.index.sqlite_index import TABLE
from dateline.search.index.word_index import word_index
from dateline.search.models import IndexedStory, IndexState, WaitingStory, Word
from dateline.search.state import RULES
from dateline.sections.models import SectionPage, Topic
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, published

Titles = Callable[..., list[str]]
CANARY = "Xylocanary"


def canary(title: str = "Canary", **fields: Any) -> StoryPage:
    return published(title, body=[("paragraph", f"<p>The {CANARY} sings.</p>")], **fields)


def worker() -> None:
    """Let the worker do everything there is to do."""
    for _done in catching_up():
        pass


def kept_words() -> set[str]:
    return set(Word.objects.values_list("form", flat=True))


def test_change_of_a_story_changes_what_finds_it(titles: Titles) -> None:
    story = canary()
    worker()
    story.body = [("paragraph", "<p>The wren sings.</p>")]

    publish_page(page=story, by=None, kind="update")

    assert titles(CANARY) == []
    assert titles("wren") == ["Canary"]
    assert "wren" in kept_words()
    assert CANARY.casefold() not in kept_words()


def test_draft_of_a_public_story_is_not_found(titles: Titles) -> None:
    story = canary()
    story.title, story.body = "Secret draft", [("paragraph", "<p>Quetzal.</p>")]
    story.save_revision()
    look_again()
    worker()

    assert titles("quetzal") == titles("secret") == []
    assert titles(CANARY) == ["Canary"]


@pytest.mark.parametrize(
    "leave",
    [
        lambda story: unpublish_page(page=story, by=None),
        lambda story: take_down(page=story, by=None, reason=RemovalReason.SAFETY),
        lambda story: take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True),
        lambda story: story.delete(),
        lambda story: Page.objects.get(pk=story.pk).delete(),
    ],
    ids=["unpublished", "taken down", "withheld", "deleted", "deleted as a page"],
)
@pytest.mark.parametrize("is_counted", [False, True])
def test_what_leaves_the_paper_leaves_index_and_vocabulary(
    titles: Titles, leave: Callable[[StoryPage], object], is_counted: bool
) -> None:
    story = canary()
    if is_counted:
        worker()
        assert CANARY.casefold() in kept_words()

    leave(story)

    assert titles(CANARY) == []
    assert IndexedStory.objects.count() == 0
    worker()
    assert CANARY.casefold() not in kept_words()


def test_story_comes_back(titles: Titles) -> None:
    story = canary()
    unpublish_page(page=story, by=None)
    publish_page(page=StoryPage.objects.get(pk=story.pk), by=None)

    assert titles(CANARY) == ["Canary"]


def test_what_is_under_embargo_planned_or_a_draft_is_not_found(titles: Titles) -> None:
    later = timezone.now() + timedelta(hours=2)
    for number, story in enumerate([draft(f"{CANARY} {number}") for number in range(3)]):
        story.save_revision()
        if number:
            schedule_page(page=story, by=None, at=later + timedelta(hours=1))
        if number == 2:
            set_embargo(page=story, until=later, words="Ministry", by=None, at=timezone.now())
    begin_anew()
    worker()

    assert titles(CANARY) == []
    assert CANARY.casefold() not in kept_words()


def test_what_fails_leaves_the_index_as_it_was(titles: Titles) -> None:
    story = canary()

    class StopError(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            take_down(page=story, by=None, reason=RemovalReason.SAFETY)
            raise StopError

    with pytest.raises(StopError):
        fail()

    assert titles(CANARY) == ["Canary"]


def test_withheld_words_are_gone_from_the_files_of_the_index_too(paper: HomePage) -> None:
    for number in range(3):
        published(f"Other {number}")
    story = canary()
    worker()

    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    worker()

    assert IndexState.objects.get().is_untidy is False
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT block FROM {TABLE}_data")
            assert not any(b"xylocan" in bytes(block) for (block,) in cursor.fetchall())
    assert not any(b"xylocan" in zlib.decompress(bytes(row.text)) for row in IndexedStory.objects.all())


def test_moved_story_is_found_in_its_new_section(titles: Titles) -> None:
    story = canary(within="town")
    town, sea = SectionPage.objects.get(slug="town"), section("sea")

    story.move(sea, pos="last-child")

    assert titles(CANARY, section_id=town.pk) == []
    assert titles(CANARY, section_id=sea.pk) == ["Canary"]


def test_new_names_find_stories_once_the_worker_has_come_by(titles: Titles) -> None:
    canary(by=["Ines Moreau"], topics=["Harbour"])
    contributor, topic = Contributor.objects.get(), Topic.objects.get()
    contributor.name, topic.name = "Ines Quist", "Docks"

    contributor.save()
    topic.save()
    catch_up()

    assert titles("quist") == titles("docks") == ["Canary"]
    assert titles("moreau") == titles("harbour") == []


def test_imports_are_indexed_by_the_worker(titles: Titles) -> None:
    with publishing_in_bulk():
        story = canary()
        gone = canary("Gone")
        unpublish_page(page=gone, by=None)
    assert titles(CANARY) == []
    assert list(WaitingStory.objects.values_list("story_id", flat=True)) == [story.pk]

    catch_up()

    assert titles(CANARY) == ["Canary"]
    assert not WaitingStory.objects.exists()


def test_stories_published_together_are_found_when_the_worker_has_looked(titles: Titles) -> None:
    story = StoryPage(title="Canary", slug="canary", live=False, published_at=NOON)
    story.body = [{"type": "paragraph", "value": f"<p>The {CANARY} sings.</p>"}]

    publish_new_pages(pages=[NewPage(page=story, parent=section("town"), at=NOON)], by=None)
    assert titles(CANARY) == []
    catch_up()

    assert titles(CANARY) == ["Canary"]


def test_index_is_made_anew_and_goes_on_where_it_was_stopped(
    titles: Titles, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        published(f"Ferry {number}", at=NOON - timedelta(days=number))
    expected = titles("ferry")
    worker()
    words = {word.form: word.stories for word in Word.objects.all()}
    monkeypatch.setattr("dateline.search.catching_up_actions.BATCH", 2)
    begin_anew()

    next(catching_up())
    assert titles("ferry") == expected[:2]
    assert [finding.id for finding in check_search_index()] == ["doctor.I005"]
    worker()

    assert titles("ferry") == expected
    assert {word.form: word.stories for word in Word.objects.all()} == words
    assert check_search_index() == []


def test_index_by_other_rules_is_made_anew(titles: Titles) -> None:
    story = canary()
    worker()
    IndexState.objects.update(rules="0, other stems")
    published("Another", body=[("paragraph", f"<p>{CANARY}</p>")])
    take_down(page=story, by=None, reason=RemovalReason.SAFETY)
    assert titles(CANARY) == []

    worker()

    assert IndexState.objects.get().rules == RULES
    assert titles(CANARY) == ["Another"]


def test_gaps_are_found_and_mended(titles: Titles) -> None:
    missing, superfluous = canary("Missing"), canary("Superfluous")
    worker()
    IndexedStory.objects.filter(story_id=superfluous.pk).update(story_id=superfluous.pk + 1000)
    IndexedStory.objects.filter(story_id=missing.pk).delete()

    assert {finding.id for finding in check_search_index()} == {"doctor.W006", "doctor.W007"}
    call_command("index_stories", stdout=StringIO())

    assert check_search_index() == []


def test_command_makes_the_index_anew(titles: Titles) -> None:
    canary()
    out = StringIO()

    call_command("index_stories", "--anew", stdout=out)

    assert titles(CANARY) == ["Canary"]
    assert "complete" in out.getvalue()


def test_damaged_index_stops_nobody_from_publishing(
    titles: Titles, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    story = canary()
    worker()
    with monkeypatch.context() as damaged:
        broken = type(word_index())

        def fail(*args: Any, **kwargs: Any) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM there_is_no_such_table")

        damaged.setattr(broken, "add", fail)
        damaged.setattr(broken, "remove", fail)
        unpublish_page(page=story, by=None)
        canary("Later")

    assert titles(CANARY) == []
    assert "index_damaged" in caplog.text
    worker()
    assert titles(CANARY) == ["Later"]
