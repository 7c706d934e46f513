"""What stories and credits are told, from how many queries, and what it depends on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from dateline.edition.keys import collecting
from dateline.entities.actions import add_entity
from dateline.entities.labels import LabelPlacement, Outcome, TextBlock
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.entities.queries import (
    label_report,
    labels_for_story,
    ownership_note_for_credit,
    ownership_notes_for_credits,
)

BLOCKS = [TextBlock("a", "Nothing here."), TextBlock("b", "The Northern League met in Saltmarsh.")]
STORY: dict[str, Any] = {
    "blocks": BLOCKS,
    "language": "en",
    "published_on": date(2017, 10, 4),
    "jurisdictions": ["RU"],
    "switched_off": False,
}


def labels(**changes: Any) -> tuple[LabelPlacement, ...]:
    return labels_for_story(**{**STORY, **changes})


def test_a_story_carries_its_label(league: Entity, django_assert_num_queries: Callable[[int], Any]) -> None:
    with collecting() as dependencies, django_assert_num_queries(2):
        (placed,) = labels()

    assert (placed.block_id, placed.entity_id) == ("b", league.pk)
    assert dependencies.keys == {"entities/names", "entities/labels"}


def test_a_russian_story_carries_the_russian_note(league: Entity) -> None:
    (placed,) = labels(blocks=[TextBlock("a", "Глава «Северной лиги» уехал.")], language="ru")

    assert placed.note == "экстремистская организация, запрещённая в России"
    assert placed.offset == len("Глава «Северной лиги»")


def test_a_paper_without_entities_still_depends_on_them(
    db: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with collecting() as dependencies, django_assert_num_queries(1):
        assert labels() == ()

    assert dependencies.keys == {"entities/names", "entities/labels"}


@pytest.mark.parametrize("changes", [{"switched_off": True}, {"jurisdictions": []}])
def test_a_story_without_labels_depends_on_no_name(
    league: Entity, changes: dict[str, Any], django_assert_num_queries: Callable[[int], Any]
) -> None:
    with collecting() as dependencies, django_assert_num_queries(0):
        assert labels(**changes) == ()

    assert dependencies.keys == set()


def test_an_older_story_is_left_alone(league: Entity) -> None:
    assert labels(published_on=date(2015, 5, 31)) == ()


def test_a_changed_name_is_seen_at_once(league: Entity) -> None:
    assert labels()

    name = EntityName.objects.get(entity=league, language="en")
    name.text = "Southern League"
    name.save()
    assert labels() == ()

    EntityName.objects.create(entity=league, language="en", text="Northern League")
    assert labels()


def test_a_name_that_was_rolled_back_is_never_used(league: Entity) -> None:
    blocks = [TextBlock("a", "The Ghost League met.")]
    with transaction.atomic():
        EntityName.objects.create(entity=league, language="en", text="Ghost League")
        assert labels(blocks=blocks)
        transaction.set_rollback(True)

    EntityName.objects.create(entity=league, language="en", text="Other League")

    assert labels(blocks=blocks) == ()


def test_the_desk_is_told_who_is_named_and_why_labels_stay_away(league: Entity, port: Entity) -> None:
    LegalLabel.objects.create(
        entity=league, jurisdiction="KZ", language="en", note="banned", from_date=date(2016, 1, 1)
    )
    blocks = [TextBlock("a", "The Saltmarsh Port Authority and the Northern League. Northern League!")]

    report = label_report(**{**STORY, "blocks": blocks})

    assert [mention.entity_id for mention in report.mentions] == [port.pk, league.pk]
    assert [mention.count for mention in report.mentions] == [1, 2]
    assert report.names == {port.pk: "Saltmarsh Port Authority", league.pk: "Northern League"}
    assert [(found.label.jurisdiction, found.outcome) for found in report.findings] == [
        ("KZ", Outcome.NOT_OBEYED),
        ("RU", Outcome.ADDED),
    ]


def test_the_desk_sees_what_is_switched_off(league: Entity) -> None:
    report = label_report(**{**STORY, "switched_off": True})

    assert [found.outcome for found in report.findings] == [Outcome.SWITCHED_OFF]


def test_a_credit_that_names_an_agency_shows_who_owns_it(
    agency: Entity, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with collecting() as dependencies, django_assert_num_queries(3):
        note = ownership_note_for_credit("Ann Reed / Quayside News Agency Screenshot", "en")

    assert note == "news agency owned by the port authority"
    assert dependencies.keys == {"entities/names", "entities/owners"}


def test_an_agency_without_a_note_is_shown_with_its_owner(agency: Entity, port: Entity) -> None:
    OwnershipNote.objects.all().delete()

    assert ownership_note_for_credit("QNA", "en") == "owned by Saltmarsh Port Authority"

    OwnershipNote.objects.create(entity=port, language="en", text="a state company")

    assert ownership_note_for_credit("QNA", "en") == "owned by Saltmarsh Port Authority (a state company)"


def test_the_owner_s_note_is_found_through_a_chain(agency: Entity, port: Entity) -> None:
    OwnershipNote.objects.filter(entity=agency).delete()
    OwnershipNote.objects.create(entity=port, language="en", text="a state company")
    names = [EntityName(language="en", text="Quayside Pictures")]
    add_entity(kind="organization", names=names, owner=agency)

    note = ownership_note_for_credit("Quayside Pictures", "en")

    assert note == "owned by Saltmarsh Port Authority (a state company)"


def test_a_note_missing_in_a_language_falls_back_to_the_paper_s(agency: Entity) -> None:
    note = ownership_note_for_credit("Фото: Quayside News Agency", "ru", paper_language="en")

    assert note == "news agency owned by the port authority"


def test_many_credits_cost_no_more_queries_than_one(
    agency: Entity, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(3):
        notes = ownership_notes_for_credits(["Ann Reed", "QNA", "", "Quayside News Agency"], "en")

    assert notes == {
        "Ann Reed": "",
        "QNA": "news agency owned by the port authority",
        "": "",
        "Quayside News Agency": "news agency owned by the port authority",
    }


def test_no_credit_costs_no_query(agency: Entity, django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(0):
        assert ownership_note_for_credit("", "en") == ""


def test_a_russian_page_names_the_owner_in_russian(agency: Entity) -> None:
    OwnershipNote.objects.all().delete()

    assert ownership_note_for_credit("QNA", "ru") == "владелец — Управление порта Солянка"
