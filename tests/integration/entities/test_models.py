"""What the database and the models refuse, tidy and announce."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from dateline.entities.actions import add_entity
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number

ALL_KEYS = {"entities/names", "entities/labels", "entities/owners"}


def touched_after(number: int) -> set[str]:
    return {key for entry in LogEntry.objects.after(number) for key in entry.keys}


def test_a_slug_is_made_from_the_preferred_name(league: Entity, port: Entity) -> None:
    assert (league.slug, port.slug) == ("northern-league", "saltmarsh-port-authority")


def test_a_second_entity_of_a_name_gets_another_slug(league: Entity) -> None:
    names = [EntityName(language="fr", text="Northern League")]

    assert add_entity(kind="place", names=names).slug == "northern-league-2"


def test_a_russian_name_gives_a_slug_too(db: None) -> None:
    entity = add_entity(kind="person", names=[EntityName(language="ru", text="Иван Соколов")])

    assert entity.slug
    assert entity.slug.isascii()


def test_an_entity_is_known_by_its_preferred_name(agency: Entity) -> None:
    assert str(Entity.objects.get(pk=agency.pk)) == "Quayside News Agency"


def test_white_space_in_a_spelling_is_tidied(league: Entity) -> None:
    name = EntityName.objects.create(entity=league, language="en", text="  The \u00a0 League\n")

    assert name.text == "The League"


def test_a_new_preferred_name_takes_the_place_of_the_former(league: Entity) -> None:
    EntityName.objects.create(entity=league, language="en", text="The League", is_preferred=True)

    preferred = league.names.filter(language="en", is_preferred=True)
    assert [name.text for name in preferred] == ["The League"]


def test_the_database_holds_one_preferred_name_for_each_language(league: Entity) -> None:
    EntityName.objects.create(entity=league, language="en", text="The League")

    with pytest.raises(IntegrityError), transaction.atomic():
        EntityName.objects.filter(entity=league, language="en").update(is_preferred=True)


@pytest.mark.parametrize("text", ["northern  LEAGUE", "Northern-League", "«Northern League»"])
def test_a_spelling_of_another_entity_is_refused_with_its_name(
    league: Entity, port: Entity, text: str
) -> None:
    name = EntityName(entity=port, language="en", text=text)

    with pytest.raises(ValidationError, match="is already a spelling of Northern League"):
        name.full_clean(exclude={"key"})
    with pytest.raises(IntegrityError), transaction.atomic():
        name.save()


def test_an_abbreviation_and_a_word_may_be_spelled_alike(league: Entity, port: Entity) -> None:
    EntityName.objects.create(entity=league, language="en", text="ORION")

    EntityName(entity=port, language="en", text="Orion").full_clean(exclude={"key"})


@pytest.mark.parametrize("text", ["", "  ", "«»", "...", "+++"])
def test_a_spelling_without_letters_is_refused(league: Entity, text: str) -> None:
    with pytest.raises(ValidationError):
        EntityName(entity=league, language="en", text=text).full_clean(exclude={"key"})


def test_spellings_are_not_changed_in_bulk(league: Entity) -> None:
    with pytest.raises(TypeError, match="one by one"):
        EntityName.objects.filter(entity=league).update(text="Same")


def test_a_label_ends_after_it_begins(league: Entity) -> None:
    label = LegalLabel(
        entity=league,
        jurisdiction="KZ",
        language="en",
        note="banned",
        from_date=date(2015, 6, 1),
        until_date=date(2015, 6, 1),
    )

    with pytest.raises(ValidationError, match="must end after"):
        label.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        label.save()


def test_brackets_and_full_stop_of_a_note_are_the_page_s_business(league: Entity) -> None:
    label = LegalLabel(entity=league, jurisdiction="KZ", language="en", note=" (banned  in Kazakhstan). ")
    label.from_date = date(2016, 1, 1)
    label.save()

    assert label.note == "banned in Kazakhstan"


def test_an_entity_cannot_own_itself_or_its_owner(port: Entity, agency: Entity) -> None:
    port.owner = agency
    with pytest.raises(ValidationError, match="belongs to this entity already"):
        port.clean()

    port.owner = port
    with pytest.raises(ValidationError):
        port.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        port.save()


def test_an_owner_cannot_be_deleted(port: Entity, agency: Entity) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        port.delete()


def test_a_new_entity_touches_names_and_labels(db: None) -> None:
    before = latest_number()

    entity = add_entity(kind="place", names=[EntityName(language="en", text="Saltmarsh")])

    assert touched_after(before) == ALL_KEYS | {f"entity/{entity.pk}"}


def test_nothing_is_kept_or_announced_of_an_invalid_entity(league: Entity) -> None:
    before = latest_number()

    with pytest.raises(ValidationError):
        add_entity(kind="place", names=[EntityName(language="en", text="Northern League")])

    assert Entity.objects.count() == 1
    assert touched_after(before) == set()


def test_a_changed_spelling_touches_names(league: Entity) -> None:
    before, name = latest_number(), EntityName.objects.filter(entity=league).first()
    assert name is not None

    name.text = "League of the North"
    name.save()

    assert touched_after(before) == {f"entity/{league.pk}", "entities/names"}


def test_a_changed_label_touches_labels(league: Entity) -> None:
    before = latest_number()

    LegalLabel.objects.filter(entity=league).update(is_active=False)

    assert touched_after(before) == {f"entity/{league.pk}", "entities/labels"}


def test_a_deleted_ownership_note_touches_owners(agency: Entity) -> None:
    before = latest_number()

    OwnershipNote.objects.get(entity=agency).delete()

    assert touched_after(before) == {f"entity/{agency.pk}", "entities/owners"}


@pytest.mark.parametrize("many", [True, False])
def test_a_deleted_entity_touches_everything_that_went_with_it(league: Entity, many: bool) -> None:
    before, key = latest_number(), f"entity/{league.pk}"

    if many:
        Entity.objects.filter(pk=league.pk).delete()
    else:
        league.delete()

    assert touched_after(before) == ALL_KEYS | {key}
    assert not EntityName.objects.exists()


def test_a_spelling_moved_to_another_entity_touches_both(league: Entity, port: Entity) -> None:
    before, name = latest_number(), EntityName.objects.filter(entity=league).first()
    assert name is not None

    name.entity = port
    name.is_preferred = False
    name.save()

    assert touched_after(before) == {f"entity/{league.pk}", f"entity/{port.pk}", "entities/names"}
