"""The places of corrected words, carried from version to version while the words stay. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.lib.kept_words import kept_place


def texts_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the canonical texts of a version by block, its headline and standfirst by their names."""
    fields = content.get("fields", {})
    texts = {name: str(fields.get(name) or "") for name in ("headline", "standfirst")}
    texts.update({block["id"]: block.get("text", "") for block in content.get("blocks", [])})
    return texts


def carried(
    marks: Iterable[Mapping[str, Any]], *, old: Mapping[str, str], new: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return those of the marks whose words stand in the new texts, at their new places."""
    found = []
    for mark in marks:
        block = str(mark["block"])
        if block in old and block in new:
            place = kept_place(old[block], new[block], start=int(mark["start"]), end=int(mark["end"]))
            if place is not None:
                found.append({"block": block, "start": place[0], "end": place[1]})
    return found
