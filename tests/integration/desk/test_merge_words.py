"""Texts that differ everywhere are put side by side at once, whatever their length."""

from __future__ import annotations

import random
import time

import pytest

from dateline.desk.keeping.merge_words import part_words, words_apart
from dateline.fronts.models import HomePage
from dateline.lib.three_way import Part
from dateline.publishing.change_report import LONGEST_COMPARED
from dateline.stories.models import StoryPage
from tests.factories.stories import draft


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    return draft()


def part_of(theirs: str, mine: str) -> Part:
    blocks = [{"id": "a", "type": "paragraph", "value": f"<p>{text}</p>"} for text in (theirs, mine)]
    return Part(field="body", block="a", base=None, theirs=blocks[0], mine=blocks[1], decided="")


def words(count: int) -> list[str]:
    chosen = random.Random(1)
    return [f"word{chosen.randrange(100, 500)}" for _ in range(count)]


def test_long_texts_are_shown_whole_and_without_marks(story: StoryPage) -> None:
    theirs = words(60_000)
    mine = random.Random(2).sample(theirs, len(theirs))
    part = part_of(" ".join(theirs) + " Q&amp;A gone", " ".join(mine) + " come anew")

    begun = time.process_time()
    shown, apart = part_words(part, story), words_apart(part, story)

    assert time.process_time() - begun < 5
    assert shown.theirs.endswith(f"{theirs[-1]} Q&amp;A gone")
    assert shown.theirs.startswith(" ".join(theirs[:20]))
    assert shown.mine == " ".join(mine) + " come anew"
    assert apart == 4  # Q&A, gone, come, anew


def test_texts_up_to_the_limit_are_marked_in_time(story: StoryPage) -> None:
    theirs = words(LONGEST_COMPARED // 2 // len("word100 "))
    mine = random.Random(2).sample(theirs, len(theirs))

    begun = time.process_time()
    shown = part_words(part_of(" ".join(theirs), " ".join(mine)), story)

    assert time.process_time() - begun < 5
    assert "<del>" in shown.theirs
    assert "<ins>" in shown.mine
