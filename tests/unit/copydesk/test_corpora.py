"""The bar: slips found and false alarms raised on the corpora. `make bench-copydesk` prints the figures."""

from __future__ import annotations

import pytest

from tools.copydesk.corpora import LANGUAGES, clean_stories, slips, words_in
from tools.copydesk.measure import false_alarms, recall

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("language", LANGUAGES)]


def test_corpora_are_as_large_as_they_claim(language: str) -> None:
    stories = clean_stories(language)

    assert len(stories) >= 12
    assert sum(map(words_in, stories.values())) >= 6000
    assert len(slips(language)) >= 120


def test_slips_are_found(language: str) -> None:
    result = recall(language)

    assert result.share() >= 0.95, result.missed
    # What the rules were not made with must not be much worse.
    assert result.share(held_out=True) >= 0.90, result.missed


def test_clean_stories_raise_few_alarms(language: str) -> None:
    _stories, words, _style, alarms = false_alarms(language)

    assert len(alarms) <= words / 1000, alarms
