"""Properties of an item, by the names that the versions of ninjs gave them."""

from __future__ import annotations

from typing import Any

from dateline.archive.parsing.trees import plain

Item = dict[str, Any]


def text_of(holder: Any, *names: str) -> str:
    """Return the first of some properties that is a text or a number."""
    if not isinstance(holder, dict):
        return ""
    return next(
        (str(holder[name]).strip() for name in names if isinstance(holder.get(name), str | int | float)), ""
    )


def list_of(holder: Any, *names: str) -> list[Any]:
    """Return the first of some properties that is a list."""
    for name in names:
        found = holder.get(name) if isinstance(holder, dict) else None
        if isinstance(found, list):
            return found
    return []


def headline_of(item: Item) -> str:
    """Return the headline, under whatever name the version has it."""
    return (
        text_of(item, "headline")
        or by_role(item, "headlines", roles=("main", "headline", ""))
        or text_of(item, "title")
    )


def by_role(item: Item, name: str, *, roles: tuple[str, ...]) -> str:
    """Versions from 2.0 on keep several texts, each with a role."""
    texts = [each for each in list_of(item, name) if isinstance(each, dict)]
    for role in roles:
        for each in texts:
            if text_of(each, "role").rpartition(":")[2].casefold() == role:
                return plain(text_of(each, "value"))
    return plain(text_of(texts[0], "value")) if texts and "main" in roles else ""


def description_of(item: Item) -> str:
    """Return the description."""
    told = text_of(item, "description_text") or plain(text_of(item, "description_html"))
    return told or by_role(item, "descriptions", roles=("main", "summary", "short"))
