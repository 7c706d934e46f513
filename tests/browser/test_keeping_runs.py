"""A dozen random runs of two people in two browsers with everything going wrong; no word may be lost.

``make bench-desk`` does a thousand; ``KEEP_RUNS`` and ``KEEP_SEED`` choose others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.keeping.newsroom import PEOPLE, Newsroom
from tests.keeping.person import CARET, TEXTS, Person
from tests.keeping.run import Run

RUNS = int(os.environ.get("KEEP_RUNS", "12"))
SEED = int(os.environ.get("KEEP_SEED", "1"))
STEPS = 5


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, list[int]]]:
    opened, stories = Newsroom.opened(tmp_path_factory.mktemp("keeping"), stories=RUNS + 3)
    yield opened, stories
    opened.close()


@pytest.fixture(scope="module")
def people(
    playwright: Playwright, newsroom: tuple[Newsroom, list[int]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Person]]:
    opened = [
        Person(playwright, newsroom=newsroom[0], name=name, profile=tmp_path_factory.mktemp(name))
        for name in PEOPLE
    ]
    yield opened
    for person in opened:
        person.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(RUNS))
def test_nothing_typed_is_lost(
    newsroom: tuple[Newsroom, list[int]], people: list[Person], number: int, tmp_path: Path
) -> None:
    run = Run(SEED + number, newsroom=newsroom[0], people=people, story=newsroom[1][number])

    verdict = run.carry_out(steps=STEPS)

    assert verdict.typed
    assert verdict.lost == [], verdict
    assert verdict.overwritten == [], verdict


@pytest.mark.slow
def test_whose_session_was_deleted_must_sign_in(
    newsroom: tuple[Newsroom, list[int]], people: list[Person]
) -> None:
    opened, stories = newsroom
    tab = people[0].open(stories[RUNS + 2])

    opened.sign_everybody_out()

    tab.page.reload()
    assert tab.page.locator("input[name=password]").count() == 1
    tab.close()


@pytest.mark.slow
def test_who_only_looks_at_a_story_changes_nothing(
    newsroom: tuple[Newsroom, list[int]], people: list[Person]
) -> None:
    opened, stories = newsroom
    before = opened.drafts_of(stories[RUNS])

    tab = people[0].open(stories[RUNS])
    # Longer than the journal and Wagtail's autosave together need to take something for a change.
    tab.page.wait_for_timeout(9000)

    assert tab.page.locator("p.desk-keep").inner_text() == ""
    tab.close()
    assert opened.drafts_of(stories[RUNS]) == before


@pytest.mark.slow
def test_block_that_was_taken_out_takes_nothing_more(
    newsroom: tuple[Newsroom, list[int]], people: list[Person]
) -> None:
    tab = people[0].open(newsroom[1][RUNS + 1])
    children = tab.page.locator("[data-streamfield-child]")
    first, texts = children.first, tab.page.locator(f"{TEXTS}:visible")
    shown = texts.count()

    # Impatient: the second press comes while the block is still on its way out.
    first.hover()
    first.locator("[data-streamfield-action=DELETE]").first.dblclick()

    gone = [child.locator("input[name$='-deleted']").first.input_value() for child in children.all()]
    assert gone == ["1", "", "", ""]
    assert texts.count() == shown - 1
    # No caret can be put into it, so that no word can go with it.
    first.locator(".public-DraftEditor-content").evaluate("(text) => text.focus()")
    assert tab.page.evaluate(CARET) == ""
    tab.close()
