"""This happened, so exactly these keys were touched, by exactly one entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from dateline.fronts.models import Front, FrontSlot, HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.queries import entries_after, latest_number
from dateline.sections.models import Series
from dateline.stories.models import Byline, CompanyPage, StoryPage
from tests.factories.papers import section
from tests.factories.stories import contributor, draft, published, topic
from tests.support.watching import OWN, Watch, fresh


def known_names(story: StoryPage) -> dict[str, str]:
    """Return names for the numbers in keys; makes the records that are not there yet."""
    return {
        f"story/{story.pk}": "story",
        f"card/{story.pk}": "card",
        f"location/{story.pk}": "location",
        f"section/{section('town').pk}": "section/town",
        f"section/{section('sea').pk}": "section/sea",
        f"front/{section('town').pk}": "front/town",
        f"topic/{topic('Ferries').pk}": "topic/ferries",
        f"topic/{topic('Harbor').pk}": "topic/harbor",
        f"contributor/{contributor('Ines Moreau').pk}": "contributor/ines",
        f"contributor/{contributor('Ann Other').pk}": "contributor/ann",
        f"series/{Series.objects.get_or_create(name='Ports', slug='ports')[0].pk}": "series/ports",
        f"company-page/{getattr(CompanyPage.objects.first(), 'pk', 0)}": "company-page",
    }


def names(keys: set[str], known: dict[str, str]) -> set[str]:
    """Return the keys with names in place of numbers."""
    found = set()
    for key in keys:
        head, _, tail = key.partition("/")
        number, slash, rest = tail.partition("/")
        found.add(known.get(f"{head}/{number}", f"{head}/{number}") + slash + rest if tail else key)
    return found


STORY_LISTS = {
    "stories/list",
    "archive",
    "day/2026-03-14",
    "section/town/list",
    "section/town/2026-03",
    "topic/ferries/list",
    "contributor/ines/list",
}
# What a story touches when it appears or disappears: links to it lead elsewhere then.
PRESENCE = {"story", "card", "location", *STORY_LISTS}


def edit(**values: Any) -> Callable[[StoryPage], None]:
    def act(story: StoryPage) -> None:
        page = fresh(story)
        for name, value in values.items():
            setattr(page, name, value)
        publish_page(page=page, by=None)

    return act


def edit_text(story: StoryPage) -> None:
    page = fresh(story)
    page.body[0].value.source = "<p>The fery sails again.</p>"
    publish_page(page=page, by=None, kind="typo")


def update_text(story: StoryPage) -> None:
    page = fresh(story)
    page.body[0].value.source = "<p>The ferry sails at 12.</p>"
    publish_page(page=page, by=None)


def change_topic(story: StoryPage) -> None:
    page = fresh(story)
    page.topics.set([topic("Harbor")])
    publish_page(page=page, by=None)


def change_byline(story: StoryPage) -> None:
    page = fresh(story)
    page.bylines.set([Byline(contributor=contributor("Ann Other"), role="words")])
    publish_page(page=page, by=None)


def join_series(story: StoryPage) -> None:
    edit(series=Series.objects.get(slug="ports"))(story)


def move_to_another_day(story: StoryPage) -> None:
    edit(published_at=datetime(2026, 2, 1, 12, tzinfo=UTC))(story)


TABLE: dict[str, tuple[Callable[[StoryPage], Any], set[str]]] = {
    "typo in the text": (edit_text, {"story"}),
    "update of the text": (update_text, {"story"}),
    "headline": (edit(title="Another"), {"story", "card"}),
    "standfirst": (edit(standfirst="Some words."), {"story", "card"}),
    "age rating": (edit(age_rating="18+"), {"story"}),
    "warning": (edit(content_note="Violence"), {"story"}),
    "slug": (edit(slug="another"), {"story", "card", "location"}),
    "topic": (change_topic, {"story", "topic/ferries/list", "topic/harbor/list"}),
    "byline": (change_byline, {"story", "card", "contributor/ines/list", "contributor/ann/list"}),
    "label": (edit(label="opinion"), {"story", "card", "label/opinion/list"}),
    "series": (join_series, {"story", "series/ports/list"}),
    "date": (
        move_to_another_day,
        {"story", "card", "location", "day/2026-02-01", "section/town/2026-02", *STORY_LISTS},
    ),
    "section": (
        lambda story: fresh(story).move(section("sea"), pos="last-child"),
        {
            "story",
            "card",
            "section/town/list",
            "section/sea/list",
            "section/town/2026-03",
            "section/sea/2026-03",
        },
    ),
    "unpublish": (lambda story: unpublish_page(page=fresh(story), by=None), PRESENCE),
    "take down": (
        lambda story: take_down(page=fresh(story), by=None, reason=RemovalReason.SAFETY),
        PRESENCE,
    ),
    "delete": (lambda story: fresh(story).delete(), PRESENCE),
}


@pytest.fixture
def known(story: StoryPage) -> dict[str, str]:
    return known_names(story)


@pytest.mark.parametrize("what", TABLE)
def test_change_of_a_story_touches_exactly(story: StoryPage, known: dict[str, str], what: str) -> None:
    act, expected = TABLE[what]
    with Watch() as seen:
        act(story)

    assert names(seen.keys, known) == expected
    own = {key for key in seen.entries[0].keys if key.startswith(OWN)}
    assert {f"publication/{story.uuid}", f"address{story.public_path()}", "stories/text"} <= own
    assert seen.entries[0].subject == f"story/{story.pk}"


def test_first_publication_touches_every_list_it_joins(paper: HomePage) -> None:
    with Watch() as seen:
        story = published(by=["Ines Moreau"], topics=["Ferries"])

    (entry,) = [entry for entry in seen.entries if entry.event == "story.published"]
    keys = {key for key in entry.keys if not key.startswith(OWN)}
    assert names(keys, known_names(story)) == PRESENCE


def test_publishing_again_touches_the_lists_again(story: StoryPage, known: dict[str, str]) -> None:
    unpublish_page(page=story, by=None)
    with Watch() as seen:
        publish_page(page=fresh(story), by=None)

    assert names(seen.keys, known) == PRESENCE


def test_both_addresses_are_touched_when_one_changes(story: StoryPage) -> None:
    old = story.public_path()
    with Watch() as seen:
        edit(slug="another")(story)

    assert {f"address{old}", f"address{fresh(story).public_path()}"} <= set(seen.entries[0].keys)


SILENT: dict[str, Callable[[StoryPage], Any]] = {
    "draft": lambda story: fresh(story).save_revision(),
    "publish unchanged": lambda story: publish_page(page=fresh(story), by=None),
    "new draft": lambda story: draft("Nobody knows"),
    "delete a draft": lambda story: draft("Nobody knows").delete(),
    "move a draft": lambda story: draft("Nobody knows").move(section("sea"), pos="last-child"),
}


@pytest.mark.parametrize("what", SILENT)
def test_nothing_is_touched_by(story: StoryPage, what: str) -> None:
    with Watch() as seen:
        SILENT[what](story)

    assert seen.is_empty


def republish(page: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    publish_page(page=page, by=None)


def add_slot(story: StoryPage) -> None:
    FrontSlot.objects.create(front=Front.objects.get(section=None), story=story, zone="lead")


def rename(record: Any) -> None:
    record.name = "Renamed"
    record.save()


ELSEWHERE: dict[str, tuple[Callable[[StoryPage], Any], set[str]]] = {
    "contributor renamed": (
        lambda story: rename(contributor("Ines Moreau")),
        {"contributor/ines", "contributors"},
    ),
    "topic renamed": (lambda story: rename(topic("Ferries")), {"topic/ferries", "topics"}),
    "section reordered": (
        lambda story: republish(section(), order=7),
        {"sections", "section/town", "front/town"},
    ),
    "section made opinion": (
        lambda story: republish(section(), is_opinion=True),
        {"section/town", "front/town", "front/home"},
    ),
    "section described": (
        lambda story: republish(section(), description="Other words"),
        {"section/town", "front/town"},
    ),
    "home page renamed": (lambda story: republish(HomePage.objects.get(), title="Another"), {"front/home"}),
    "front slot filled": (add_slot, {"front/home"}),
    "settings changed": (lambda story: rename(PaperSettings.objects.get()), {"paper"}),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_change_elsewhere_touches_exactly(story: StoryPage, known: dict[str, str], what: str) -> None:
    act, expected = ELSEWHERE[what]
    with Watch() as seen:
        act(story)

    assert names(seen.keys, known) == expected


def test_front_slot_emptied_touches_its_front(story: StoryPage) -> None:
    add_slot(story)
    with Watch() as seen:
        FrontSlot.objects.get().delete()

    assert seen.keys == {"front/home"}


def test_company_page_in_the_footer_touches_every_page(paper: HomePage) -> None:
    page = CompanyPage(title="About us", slug="about", body="<p>We.</p>", live=False)
    paper.add_child(instance=page)
    with Watch() as first:
        publish_page(page=page, by=None)
    with Watch() as second:
        republish(fresh(page), body="<p>We are.</p>")

    assert first.keys == {f"company-page/{page.pk}", "company-pages", f"location/{page.pk}"}
    assert second.keys == {f"company-page/{page.pk}"}


def test_rollback_leaves_nothing(story: StoryPage) -> None:
    number, versions = latest_number(), PublishedVersion.objects.count()

    with transaction.atomic():
        edit(title="Another")(story)
        transaction.set_rollback(True)

    assert (latest_number(), PublishedVersion.objects.count()) == (number, versions)
    assert fresh(story).title == story.title


def test_refusal_leaves_neither_revision_nor_entry(story: StoryPage) -> None:
    before = story.revisions.count()
    with Watch() as seen, pytest.raises(PublicationRefusedError):
        publish_page(page=fresh(story), by=None, kind="correction")

    assert seen.is_empty
    assert story.revisions.count() == before


def test_front_saved_with_its_places_is_one_entry(story: StoryPage) -> None:
    front = Front.objects.get(section=None)
    front.slots = [FrontSlot(story=each, zone="lead") for each in (story, published("Second"))]
    before = latest_number()

    front.save()

    (entry,) = entries_after(before)
    assert (entry.event, set(entry.keys)) == ("front.changed", {"front/home"})
    assert front.slots.count() == 2


def test_places_saved_by_themselves_still_say_so(story: StoryPage) -> None:
    before = latest_number()

    slot = FrontSlot.objects.create(front=Front.objects.get(section=None), story=story, zone="lead")
    slot.delete()

    assert [entry.event for entry in entries_after(before)] == ["frontslot.created", "frontslot.deleted"]


def test_part_that_touches_more_than_its_whole_is_told_whole(story: StoryPage) -> None:
    home, town = Front.objects.get(section=None), Front.objects.get(section=section("town"))
    slot = FrontSlot.objects.create(front=town, story=story, zone="lead")
    home.slots = [slot]
    before = latest_number()

    home.save()

    (entry,) = entries_after(before)
    assert set(entry.keys) == {"front/home", f"front/{section('town').pk}"}
