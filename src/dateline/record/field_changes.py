"""What changed around the body: headline, byline, section, times and all other fields. Pure Python."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dateline.record.contexts import ChangeContext
from dateline.record.words import compare_texts, is_only_typography

TEXTS = (
    "headline",
    "short_headline",
    "kicker",
    "standfirst",
    "dateline_place",
    "content_note",
    "lead_credit",
    "search_description",
)
VALUES = ("label", "language", "age_rating", "legal_labels", "slug", "published_at")
# In the order in which a reader meets them.
ORDER = (
    *("section", "label", "kicker", "headline", "short_headline", "standfirst", "bylines", "published_at"),
    *("lead_picture", "lead_caption", "lead_credit", "dateline_place", "content_note", "age_rating"),
    *("legal_labels", "topics", "series", "related", "language", "slug", "search_description"),
)

Content = dict[str, Any]


def field_changes(before: Content, after: Content) -> list[ChangeContext]:
    """Return what changed in the fields of two versions, and in what they showed of shared records."""
    names = {*before.get("fields", {}), *after.get("fields", {})}
    ordered = [*(name for name in ORDER if name in names), *sorted(names.difference(ORDER))]
    return [change for name in ordered for change in _change(name, before=before, after=after)]


def text_change(name: str, *, old: str, new: str, is_own: bool = True) -> ChangeContext:
    """Return the change of one text to another."""
    pieces = compare_texts(old, new)
    verb = "added" if not old else "removed" if not new else "changed"
    return ChangeContext(name, verb, pieces=pieces, is_own=is_own, is_typography=is_only_typography(pieces))


def value_change(name: str, *, old: Any, new: Any, is_own: bool = True) -> ChangeContext:
    """Return the change of one value to another."""
    verb = "added" if not old else "removed" if not new else "changed"
    return ChangeContext(name, verb, old=old or None, new=new or None, is_own=is_own)


def picture_changes(
    old: dict[str, Any] | None, new: dict[str, Any] | None, *, is_own: bool
) -> Iterator[ChangeContext]:
    """Yield what changed about a picture: itself, or else the words around it.

    Each is ``None`` or what a version recorded: ``name``, ``digest``, ``alt``, ``caption`` and ``credit``.
    """
    if old == new:
        return
    if old is None or new is None or (old["name"], old["digest"]) != (new["name"], new["digest"]):
        is_swap = (old or {}).get("name") != (new or {}).get("name")
        yield value_change("picture", old=old, new=new, is_own=is_own and is_swap)
        return
    for name in ("caption", "credit", "alt"):
        if old[name] != new[name]:
            yield text_change(name, old=old[name], new=new[name], is_own=is_own)


def picture_of(name: str, shown: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a picture of a version with everything that the record says of it."""
    if not name and not shown:
        return None
    shown = shown or {}
    return {"name": name, **{key: shown.get(key) or "" for key in ("digest", "alt", "caption", "credit")}}


def _change(name: str, *, before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = before.get("fields", {}).get(name), after.get("fields", {}).get(name)
    special = _SPECIAL.get(name)
    if special is not None:
        yield from special(before, after)
    elif old == new:
        return
    elif name in TEXTS:
        yield text_change(name, old=str(old or ""), new=str(new or ""))
    elif name in VALUES:
        yield value_change(name, old=old, new=new)
    else:
        # A field of a later release: told as it is stored rather than not at all.
        yield value_change(name, old=_stored(old), new=_stored(new))


def _stored(value: Any) -> str:
    return "" if value in (None, "") else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _section(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = (_shown(content, "section").get("name", "") for content in (before, after))
    is_own = _field(before, "section") != _field(after, "section")
    if is_own or old != new:
        yield value_change("section", old=old, new=new, is_own=is_own)


def _bylines(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = (list(_named_bylines(content)) for content in (before, after))
    is_own = _field(before, "bylines") != _field(after, "bylines")
    yield from _list_changes("bylines", old=old, new=new, is_own=is_own)


def _named_bylines(content: Content) -> Iterator[tuple[Any, Any]]:
    shown = _shown(content, "bylines") or []
    for position, byline in enumerate(_field(content, "bylines") or []):
        name = shown[position]["name"] if position < len(shown) else ""
        yield (byline["contributor"], byline["role"]), {"name": name, "role": byline["role"]}


def _topics(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = (list(_named_topics(content)) for content in (before, after))
    is_own = _field(before, "topics") != _field(after, "topics")
    yield from _list_changes("topics", old=old, new=new, is_own=is_own)


def _named_topics(content: Content) -> Iterator[tuple[Any, Any]]:
    shown = _shown(content, "topics") or []
    for position, topic in enumerate(_field(content, "topics") or []):
        yield topic, shown[position]["name"] if position < len(shown) else str(topic)


def _related(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = ([(name, name) for name in _field(content, "related") or []] for content in (before, after))
    yield from _list_changes("related", old=old, new=new, is_own=True)


def _list_changes(
    name: str, *, old: list[tuple[Any, Any]], new: list[tuple[Any, Any]], is_own: bool
) -> Iterator[ChangeContext]:
    """Yield what came to a list, what went, what is called otherwise now; at least that its order changed."""
    if old == new:
        return
    before, after = dict(old), dict(new)
    found = False
    for key, shown in old:
        if key not in after:
            found = True
            yield ChangeContext(name, "removed", old=shown)
    for key, shown in new:
        if key not in before:
            found = True
            yield ChangeContext(name, "added", new=shown)
        elif before[key] != shown:
            found = True
            yield ChangeContext(name, "changed", old=before[key], new=shown, is_own=False)
    kept = [key for key, _shown in new if key in before]
    if kept != [key for key, _shown in old if key in after] or not found:
        yield ChangeContext(
            name, "moved", old=[shown for _, shown in old], new=[shown for _, shown in new], is_own=is_own
        )


def _series(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = (_shown(content, "series") or "" for content in (before, after))
    is_own = _field(before, "series") != _field(after, "series")
    if is_own or old != new:
        yield value_change("series", old=old, new=new, is_own=is_own)


def _lead_picture(before: Content, after: Content) -> Iterator[ChangeContext]:
    old, new = (
        picture_of(_field(content, "lead_picture") or "", _shown(content, "lead_picture"))
        for content in (before, after)
    )
    is_own = any(
        _field(before, name) != _field(after, name)
        for name in ("lead_picture", "lead_caption", "lead_credit")
    )
    for change in picture_changes(old, new, is_own=is_own):
        own = change.is_own
        if change.name in ("caption", "credit"):
            own = _field(before, f"lead_{change.name}") != _field(after, f"lead_{change.name}")
        elif change.name == "alt":
            own = False
        yield ChangeContext(
            f"lead_{change.name}",
            change.verb,
            old=change.old,
            new=change.new,
            pieces=change.pieces,
            is_own=own,
            is_typography=change.is_typography,
        )


def _lead_words(name: str) -> Callable[[Content, Content], Iterator[ChangeContext]]:
    """Caption and credit are told with the picture; here only what readers could not see."""

    def changes(before: Content, after: Content) -> Iterator[ChangeContext]:
        old, new = (str(_field(content, f"lead_{name}") or "") for content in (before, after))
        if old == new or any(
            change.name in (f"lead_{name}", "lead_picture") for change in _lead_picture(before, after)
        ):
            return
        yield text_change(f"lead_{name}", old=old, new=new)

    return changes


def _field(content: Content, name: str) -> Any:
    return content.get("fields", {}).get(name)


def _shown(content: Content, name: str) -> Any:
    return (content.get("shown") or {}).get(name) or ({} if name == "section" else None)


_SPECIAL: dict[str, Callable[[Content, Content], Iterator[ChangeContext]]] = {
    "section": _section,
    "bylines": _bylines,
    "topics": _topics,
    "series": _series,
    "related": _related,
    "lead_picture": _lead_picture,
    "lead_caption": _lead_words("caption"),
    "lead_credit": _lead_words("credit"),
}
