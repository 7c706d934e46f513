"""A card is drawn once for each place, and never shown where it would look otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import translation

from dateline.reader.templatetags import card_tags
from dateline.stories.contexts import CardContext
from tools import pattern_samples as samples

SOURCE = '{% load card_tags %}{% story_card "card" card=card variant=variant level=2 %}'
CLOCKS_BACK = datetime(2017, 10, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def drawn(card: CardContext, *, variant: str = "row", paper: Any = None, engine: Any = None) -> str:
    template = (engine or engines["django"]).from_string(SOURCE)
    return str(template.render({"card": card, "variant": variant, "paper": paper or samples.paper()}))


def test_drawn_card_is_held_with_what_was_drawn() -> None:
    card = samples.card(0)
    first = drawn(card)
    template = engines["django"].engine.get_template("reader/components/card.html")

    (held,) = [known for known in card_tags._drawn[template].values() if known[0] is card]
    assert held[1] == first
    assert drawn(card) == first


def test_options_make_another_place() -> None:
    card = samples.card(0)

    assert "card--row" in drawn(card, variant="row")
    assert "card--plain" in drawn(card, variant="plain")


def test_card_that_is_equal_and_looks_otherwise_is_drawn_for_itself() -> None:
    """Moments an hour apart are equal in the night in which the clock is put back."""
    summer = replace(samples.card(0), published_at=CLOCKS_BACK)
    winter = replace(summer, published_at=CLOCKS_BACK.replace(fold=1))

    assert summer == winter
    assert "02:30:00+02:00" in drawn(summer)
    assert "02:30:00+01:00" in drawn(winter)


def test_language_of_the_paper_makes_another_card() -> None:
    card = replace(samples.card(0), language="ru")

    english = drawn(card, paper=samples.paper(language="en"))
    with translation.override("ru"):
        russian = drawn(card, paper=samples.paper(language="ru"))

    assert 'lang="ru"' in english
    assert 'lang="ru"' not in russian


def test_other_theme_draws_its_own_card() -> None:
    card = samples.card(0)
    usual = drawn(card)
    engine = engines["django"].engine
    other = type(engine)(
        loaders=[
            ("django.template.loaders.locmem.Loader", {"reader/components/card.html": "{{ card.url }}!"})
        ],
        libraries=engine.libraries,
        builtins=engine.builtins,
    )
    context = card_tags.template.Context({"card": card, "variant": "row", "paper": samples.paper()})

    assert other.from_string(SOURCE).render(context) == f"{card.url}!"
    assert drawn(card) == usual


def test_card_sees_nothing_of_the_page_that_could_change_without_it() -> None:
    engine = type(engines["django"].engine)(
        loaders=[
            (
                "django.template.loaders.locmem.Loader",
                {"reader/components/card.html": "[{{ paper.name }}{{ front }}{{ paper.language }}]"},
            )
        ],
        libraries=engines["django"].engine.libraries,
    )
    context = card_tags.template.Context(
        {"card": samples.card(0), "variant": "row", "front": "front", "paper": samples.paper()}
    )

    assert engine.from_string(SOURCE).render(context) == "[en]"


def test_no_more_cards_are_held_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_tags, "MOST_DRAWN", 20)
    card_tags._drawn.clear()
    for number in range(60):
        drawn(replace(samples.card(0), story_id=number))
    template = engines["django"].engine.get_template("reader/components/card.html")

    assert len(card_tags._drawn[template]) <= 20
