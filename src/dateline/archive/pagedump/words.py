"""The word lists of `words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_lists() -> dict[str, list[str]]:
    """Return every word list by name."""
    text = files("dateline.archive.pagedump").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: list(words) for name, words in tomllib.loads(text).items()}


def phrases(name: str) -> frozenset[str]:
    """Return one word list as a set."""
    return frozenset(word_lists()[name])
