"""The desk's screens: list, add, edit, and what a wrong form is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from modelsearch.backends import get_search_backend

from dateline.entities.models import Entity, EntityName
from dateline.users.models import User

LIST = "wagtailsnippets_paper_entities_entity:list"
ADD = "wagtailsnippets_paper_entities_entity:add"
EDIT = "wagtailsnippets_paper_entities_entity:edit"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """A client signed in as somebody who may do everything."""
    client.force_login(User.objects.create_superuser("editor", "editor@paper.example", "secret"))
    return client


def rows(prefix: str, filled: list[dict[str, Any]], *, initial: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(filled),
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(filled):
        data |= {f"{prefix}-{number}-{field}": value for field, value in row.items()}
        data.setdefault(f"{prefix}-{number}-id", "")
    return data


def name(text: str, language: str = "en", **more: Any) -> dict[str, Any]:
    return {"text": text, "language": language, "letter_case": "auto", **more}


def label(**more: Any) -> dict[str, Any]:
    given = {
        "note": "banned",
        "language": "en",
        "jurisdiction": "RU",
        "from_date": "2015-06-01",
        "is_active": "on",
    }
    return {**given, **more}


def entity_form(
    names: list[dict[str, Any]],
    labels: list[dict[str, Any]] | None = None,
    notes: list[dict[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    initial = sum(1 for row in names if row.get("id"))
    form = {"kind": "organization", "slug": "", "description": "", "owner": ""}
    form |= rows("names", names, initial=initial)
    return {**form, **rows("labels", labels or []), **rows("ownership_notes", notes or []), **more}


def errors(response: Any) -> str:
    assert response.status_code == 200
    form = response.context["form"]
    found = [str(form.errors), *(str(formset.errors) for formset in form.formsets.values())]
    return " ".join([*found, *(str(formset.non_form_errors()) for formset in form.formsets.values())])


def test_an_editor_adds_an_entity(editor: Client) -> None:
    data = entity_form(
        [name(" Amber  Front ", is_preferred="on"), name("Янтарный фронт", "ru", is_preferred="on")],
        [label(note="an extremist group banned in Russia")],
        [{"language": "en", "text": "run by nobody"}],
    )

    response = editor.post(reverse(ADD), data)

    assert response.status_code == 302, errors(response)
    entity = Entity.objects.get(slug="amber-front")
    assert [entry.text for entry in entity.names.all()] == ["Amber Front", "Янтарный фронт"]
    assert [entry.note for entry in entity.labels.all()] == ["an extremist group banned in Russia"]
    assert [entry.text for entry in entity.ownership_notes.all()] == ["run by nobody"]


def test_an_editor_changes_and_removes_spellings(editor: Client, agency: Entity) -> None:
    kept, gone = EntityName.objects.filter(entity=agency).order_by("-is_preferred")
    data = entity_form(
        [
            name("Quay News Agency", id=kept.pk),
            name(gone.text, id=gone.pk, DELETE="on"),
            name("QN", is_preferred="on"),
        ],
        slug=agency.slug,
    )

    response = editor.post(reverse(EDIT, args=[agency.pk]), data)

    assert response.status_code == 302, errors(response)
    spellings = EntityName.objects.filter(entity=agency).values_list("text", "is_preferred")
    assert set(spellings) == {("Quay News Agency", False), ("QN", True)}


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_the_preferred_spelling_can_be_exchanged(editor: Client, agency: Entity, order: list[int]) -> None:
    former, chosen = EntityName.objects.filter(entity=agency).order_by("-is_preferred")
    listed = [name(former.text, id=former.pk), name(chosen.text, id=chosen.pk, is_preferred="on")]

    response = editor.post(
        reverse(EDIT, args=[agency.pk]), entity_form([listed[place] for place in order], slug=agency.slug)
    )

    assert response.status_code == 302, errors(response)
    assert EntityName.objects.get(entity=agency, is_preferred=True) == chosen


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            entity_form([name("northern league")]),
            "“northern league” is already a spelling of Northern League",
        ),
        (entity_form([name("A Front"), name("a  front")]), "This spelling is in the list already."),
        (
            entity_form([name("A Front", is_preferred="on"), name("B Front", is_preferred="on")]),
            "Another spelling is preferred in this language; choose one.",
        ),
        (entity_form([]), "Please submit at least 1"),
        (entity_form([name("...")]), "A spelling needs at least one letter or digit."),
        (entity_form([name("A Front")], [label(until_date="2014-01-01")]), "A label must end after"),
        (entity_form([name("A Front")], [label(jurisdiction="russia")]), "Use a short code in capitals"),
        (entity_form([name("A Front")], [label(), label()]), "This label is in the list already."),
        (
            entity_form(
                [name("A Front")],
                notes=[{"language": "en", "text": "one"}, {"language": "en", "text": "two"}],
            ),
            "There is a note in this language already.",
        ),
    ],
)
def test_a_wrong_form_says_what_is_wrong(
    editor: Client, league: Entity, data: dict[str, Any], message: str
) -> None:
    response = editor.post(reverse(ADD), data)

    assert message in errors(response)
    assert Entity.objects.count() == 1


def test_the_list_shows_kind_name_and_labels(editor: Client, league: Entity, port: Entity) -> None:
    page = editor.get(reverse(LIST)).content.decode()

    assert "Northern League" in page
    assert "Organization" in page
    assert "RU" in page


def test_the_list_takes_the_same_queries_for_many(
    editor: Client, league: Entity, django_assert_max_num_queries: Any
) -> None:
    editor.get(reverse(LIST))
    for number in range(10):
        entity = Entity.objects.create(kind="place", slug=f"place-{number}")
        EntityName.objects.create(entity=entity, language="en", text=f"Place {number}")

    with django_assert_max_num_queries(16):
        editor.get(reverse(LIST))


@pytest.mark.parametrize("words", ["northern", "Северная", "северн", "nort"])
def test_an_entity_is_found_by_any_of_its_spellings(editor: Client, league: Entity, words: str) -> None:
    get_search_backend().add(league)

    page = editor.get(reverse(LIST), {"q": words}).content.decode()

    assert "Northern League" in page


def test_the_screens_open(editor: Client, league: Entity) -> None:
    assert editor.get(reverse(ADD)).status_code == 200
    page = editor.get(reverse(EDIT, args=[league.pk])).content.decode()

    assert "Северная лига" in page
    assert "Legal labels" in page
