"""Arranging a front: one log entry, one version, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dateline.fronts.actions import arrange_front, place_story, restore_arrangement
from dateline.fronts.arrangements import Place, changes_in_words
from dateline.fronts.choices import Zone
from dateline.fronts.errors import ArrangementChangedError, ArrangementRefusedError
from dateline.fronts.models import Front
from dateline.fronts.queries import places_of, places_of_version
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.stories import NOON


def zones(front: Front) -> list[tuple[str, str]]:
    return [(place.zone.value, StoryPage.objects.get(pk=place.story_id).title) for place in places_of(front)]


def test_arrangement_is_one_entry_that_touches_the_front_alone(
    home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    before = LogEntry.objects.count()

    arrange_front(front=home, places=[Place(choir.pk, Zone.SECONDARY), Place(flood.pk, Zone.LEAD)], by=editor)

    assert zones(home) == [("lead", "Flood on the quay"), ("secondary", "The choir sings")]
    entries = LogEntry.objects.order_by("number")[before:]
    assert [sorted(entry.keys) for entry in entries] == [["front/home"]]


def test_same_arrangement_again_is_no_entry_and_no_version(
    home: Front, flood: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)
    entries, versions = LogEntry.objects.count(), home.revisions.count()

    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)

    assert (LogEntry.objects.count(), home.revisions.count()) == (entries, versions)


def test_new_lead_moves_the_former_one_beside_itself(
    home: Front, flood: StoryPage, choir: StoryPage, goose: StoryPage, editor: User
) -> None:
    place_story(story=goose, front=home, zone=Zone.SECONDARY, by=editor)
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)

    place_story(story=choir, front=home, zone=Zone.LEAD, until=NOON, by=editor)

    assert zones(home) == [
        ("lead", "The choir sings"),
        ("secondary", "Flood on the quay"),
        ("secondary", "A goose holds a bus lane"),
    ]
    assert places_of(home)[0].until == NOON


def test_story_moves_within_its_front_and_keeps_its_row(home: Front, flood: StoryPage, editor: User) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)
    slot = home.slots.get().pk

    place_story(story=flood, front=home, zone=Zone.OPINION, by=editor)

    assert zones(home) == [("opinion", "Flood on the quay")]
    assert home.slots.get().pk == slot


def test_version_that_somebody_else_replaced_is_refused_and_nothing_changes(
    home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)
    home.refresh_from_db()
    seen = home.latest_revision_id
    place_story(story=choir, front=home, zone=Zone.LEAD, by=editor)

    with pytest.raises(ArrangementChangedError):
        arrange_front(front=home, places=[], by=editor, seen=seen)

    assert len(zones(home)) == 2


def test_story_twice_and_a_zone_that_sections_do_not_have_are_refused(
    home: Front, flood: StoryPage, editor: User
) -> None:
    town = Front.objects.get_or_create(section=SectionPage.objects.get(slug="town"))[0]

    with pytest.raises(ArrangementRefusedError, match="only once"):
        arrange_front(
            front=home, places=[Place(flood.pk, Zone.LEAD), Place(flood.pk, Zone.OPINION)], by=editor
        )
    with pytest.raises(ArrangementRefusedError, match="no place called"):
        arrange_front(front=town, places=[Place(flood.pk, Zone.MEANWHILE)], by=editor)

    assert zones(home) == zones(town) == []


def test_story_that_was_deleted_meanwhile_is_left_out(home: Front, flood: StoryPage, editor: User) -> None:
    arrange_front(front=home, places=[Place(987654, Zone.LEAD), Place(flood.pk, Zone.LEAD)], by=editor)

    assert zones(home) == [("lead", "Flood on the quay")]


def test_every_version_can_be_brought_back_the_first_included(
    home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, until=NOON + timedelta(hours=1), by=editor)
    first, second = home.revisions.order_by("pk")
    place_story(story=choir, front=home, zone=Zone.LEAD, by=editor)

    restore_arrangement(front=home, version=second.pk, by=editor)
    assert zones(home) == [("lead", "Flood on the quay")]
    assert places_of(home)[0].until == NOON + timedelta(hours=1)
    restore_arrangement(front=home, version=first.pk, by=editor)
    assert zones(home) == []
    assert home.revisions.count() == 5


def test_changes_are_said_in_words(home: Front, flood: StoryPage, choir: StoryPage, editor: User) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)
    place_story(story=choir, front=home, zone=Zone.LEAD, by=editor)
    versions = home.revisions.order_by("-pk")

    said = changes_in_words(
        places_of_version(home, versions[1].pk),
        places_of_version(home, versions[0].pk),
        headlines={flood.pk: flood.title, choir.pk: choir.title},
    )

    assert said == [
        "“The choir sings” put into “Lead”",
        "“Flood on the quay” moved from “Lead” to “Beside the lead”",
    ]
