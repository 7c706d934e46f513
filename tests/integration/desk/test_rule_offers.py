"""What is made of an upheld report, so that it does not happen again: forms filled in with its words."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from dateline.copydesk.models import HouseRule
from dateline.corrections.choices import ReportKind
from dateline.corrections.models import ReportCluster
from dateline.desk.reports.rule_offers import differing_words
from dateline.entities.models import Entity, EntityName
from dateline.users.choices import Role
from tests.integration.corrections.queueing import reported, story_with_slip

NAMED = "<p>The council heard Yelena Markova on Monday. The end of it.</p>"


def place(cluster: ReportCluster) -> str:
    return reverse("reader_reports:place", args=[cluster.pk])


def upheld(client: Any, words: str, right: str, **report: Any) -> list[Any]:
    """Report words, put them right as given, and return what is offered."""
    suggestion = report.pop("suggestion", right)
    body = [("paragraph", report.pop("body"))] if "body" in report else None
    story = story_with_slip(**({"body": body} if body else {}))
    cluster = reported(story, words, suggestion, **report)
    data = {"seen": words, "words": right, "wrong": "We wrote it so.", "right": "It is so."}
    answer = client.post(place(cluster), {**data, "meaning": "meaning", "publish": "1"})
    assert answer.status_code == 302
    return list(client.get(place(cluster)).context["offers"])


def sent_back(client: Any, offer: Any, **changed: Any) -> Any:
    """Send the offered form as it was filled in."""
    form = client.get(offer.url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    for formset in getattr(form, "formsets", {}).values():
        for field in formset.management_form:
            data[field.html_name] = field.value()
        for row in formset.forms:
            filled = {field.html_name: field.value() for field in row}
            data |= {name: value or "" for name, value in filled.items() if value is not False}
    return client.post(offer.url.split("?")[0], data | changed)


def test_an_upheld_spelling_becomes_a_house_rule(chief: Any) -> None:
    (offer,) = upheld(chief, "servicement", "servicemen")

    sent_back(chief, offer, severity="warning", is_active="on")

    rule = HouseRule.objects.get()
    assert rule.pattern == "servicement = servicemen"
    assert "A monument to servicement was opened" in rule.must_match


def test_a_rule_is_of_the_words_that_differ_and_as_the_desk_wrote_them(chief: Any) -> None:
    words, right = "monument to servicement was", "monument to soldiers was"
    (offer,) = upheld(chief, words, right, suggestion="monument to servicemen was")

    form = chief.get(offer.url).context["form"]

    assert form["pattern"].value() == "servicement = soldiers"
    assert "A monument to servicement was opened" in form["must_match"].value()
    assert sent_back(chief, offer, severity="warning", is_active="on").status_code == 302


def test_what_is_a_rule_already_is_not_offered_again(chief: Any) -> None:
    (offer,) = upheld(chief, "servicement", "servicemen")
    sent_back(chief, offer, severity="warning", is_active="on")

    assert chief.get(place(ReportCluster.objects.get())).context["offers"] == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("wall", "great wall"),
        ("A monument to servicement was opened in the town. The end of it.", "x " * 45),
        ("wall", "a = b"),
    ],
)
def test_what_makes_no_rule_is_not_offered(chief: Any, words: str, right: str) -> None:
    assert upheld(chief, words, right.strip()) == []


def test_a_new_name_is_kept_with_its_right_and_wrong_spelling(chief: Any) -> None:
    rule, offer = upheld(chief, "Yelena Markova", "Elena Markova", kind=ReportKind.NAME, body=NAMED)

    answer = sent_back(chief, offer, kind="person")

    assert answer.status_code == 302
    assert "rule" in rule.label
    spellings = EntityName.objects.values_list("text", "language", "is_preferred", "is_avoided")
    assert set(spellings) == {
        ("Elena Markova", "en", True, False),
        ("Yelena Markova", "en", False, True),
    }


@pytest.mark.parametrize("known", ["Yelena Markova", "Elena Markova"])
def test_a_known_name_gets_the_spelling_that_it_has_not(chief: Any, known: str) -> None:
    entity = Entity.objects.create(kind="person", slug="markova")
    EntityName.objects.create(entity=entity, language="en", text=known, is_preferred=True)
    EntityName.objects.create(entity=entity, language="ru", text="Елена Маркова", is_preferred=True)
    _rule, offer = upheld(chief, "Yelena Markova", "Elena Markova", kind=ReportKind.NAME, body=NAMED)

    looked_at = chief.get(offer.url)
    unchanged = set(EntityName.objects.values_list("text", flat=True))
    answer = sent_back(chief, offer)

    assert looked_at.status_code == 200
    assert unchanged == {known, "Елена Маркова"}
    assert answer.status_code == 302
    spellings = EntityName.objects.values_list("text", "is_preferred", "is_avoided")
    assert set(spellings) == {
        ("Elena Markova", True, False),
        ("Yelena Markova", False, True),
        ("Елена Маркова", True, False),
    }


@pytest.mark.parametrize(
    "query",
    [
        {"language": "xx", "right": "Elena"},
        {"language": "en", "right": ""},
        {"language": "en", "right": "x" * 201},
        {"language": "en", "right": "x", "wrong": "y" * 201},
        {"right": "Elena"},
    ],
)
def test_an_address_with_nonsense_fills_nothing_in(chief: Any, query: dict[str, str]) -> None:
    answer = chief.get(reverse("wagtailsnippets_paper_entities_entity:add"), query)

    assert answer.status_code == 200
    assert "x" * 200 not in answer.content.decode()
    assert 'value="Elena"' not in answer.content.decode()


def test_markup_in_an_offered_spelling_is_text(chief: Any) -> None:
    query = {"language": "en", "right": "<script>alert(1)</script>", "wrong": '"><b>'}
    html = chief.get(reverse("wagtailsnippets_paper_entities_entity:add"), query).content.decode()

    assert "<script>alert(1)" not in html
    assert '"><b>' not in html


def test_reporters_and_editors_are_offered_what_they_may_make(desk_of: Any) -> None:
    offers = upheld(desk_of(Role.EDITOR), "Yelena Markova", "Elena Markova", kind=ReportKind.NAME, body=NAMED)

    assert ["rule" in offer.label for offer in offers] == [False]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("servicement", "servicemen", ("", "servicement", "servicemen", "")),
        ("to servicement was", "to servicemen was", ("to ", "servicement", "servicemen", " was")),
        ("the the ferry", "the ferry", ("the ", "the ferry", "ferry", "")),
        ("ferry", "the ferry", ("", "ferry", "the ferry", "")),
        ("a b c", "a x y c", ("a ", "b", "x y", " c")),
    ],
)
def test_words_that_differ_are_one_at_least(wrong: str, right: str, expected: tuple[str, ...]) -> None:
    assert differing_words(wrong, right) == expected
    before, old, _new, after = expected
    assert f"{before}{old}{after}" == wrong
