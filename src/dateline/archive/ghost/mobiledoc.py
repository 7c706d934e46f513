"""Mobiledoc, the document format of Ghost's earlier editor, as HTML (version 0.3)."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from dateline.archive.ghost.cards import card_markup

_SECTIONS = {"p": "p", "blockquote": "blockquote", "aside": "blockquote", "pull-quote": "blockquote"}
_MARKUPS = frozenset(("b", "strong", "i", "em", "s", "del", "sub", "sup", "a", "code", "u"))


def mobiledoc_markup(document: Any, unknown: Callable[[str], None]) -> str:
    """Return the HTML of a document; ``unknown`` is told the names of cards that nothing here knows."""
    if not isinstance(document, dict):
        return ""
    return "".join(_section(each, document, unknown) for each in _list(document, "sections"))


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    found = holder.get(name)
    return found if isinstance(found, list) else []


def _section(section: Any, document: dict[str, Any], unknown: Callable[[str], None]) -> str:
    if not isinstance(section, list) or len(section) < 2:
        return ""
    kind = section[0]
    if kind == 1 and len(section) > 2:
        name = str(section[1]).lower()
        tag = "h2" if name in ("h1", "h2", "h3", "h4", "h5", "h6") else _SECTIONS.get(name, "p")
        return f"<{tag}>{_markers(section[2], document)}</{tag}>"
    if kind == 2:
        return f'<img src="{escape(str(section[1]))}">'
    if kind == 3 and len(section) > 2 and isinstance(section[2], list):
        items = "".join(f"<li>{_markers(item, document)}</li>" for item in section[2])
        tag = "ol" if section[1] == "ol" else "ul"
        return f"<{tag}>{items}</{tag}>"
    if kind == 10:
        return _card(section[1], document, unknown)
    return ""


def _card(number: Any, document: dict[str, Any], unknown: Callable[[str], None]) -> str:
    cards = _list(document, "cards")
    card = cards[number] if isinstance(number, int) and 0 <= number < len(cards) else None
    if not isinstance(card, list) or not card:
        return ""
    payload = card[1] if len(card) > 1 and isinstance(card[1], dict) else {}
    markup = card_markup(str(card[0]), payload)
    if markup is None:
        unknown(f"card {card[0]}")
    return markup or ""


def _markers(markers: Any, document: dict[str, Any]) -> str:
    pieces: list[str] = []
    open_: list[str] = []
    for marker in markers if isinstance(markers, list) else []:
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        kind, opened, closed, value = marker[:4]
        for number in opened if isinstance(opened, list) else []:
            tag, opening = _markup(number, document)
            open_.append(tag)
            pieces.append(opening)
        pieces.append(_atom(value, document) if kind == 1 else escape(str(value), quote=False))
        for _ in range(min(closed if isinstance(closed, int) else 0, len(open_))):
            tag = open_.pop()
            pieces.append(f"</{tag}>" if tag else "")
    pieces.extend(f"</{tag}>" for tag in reversed(open_) if tag)
    return "".join(pieces)


def _markup(number: Any, document: dict[str, Any]) -> tuple[str, str]:
    markups = _list(document, "markups")
    found = markups[number] if isinstance(number, int) and 0 <= number < len(markups) else None
    name = str(found[0]).lower() if isinstance(found, list) and found else ""
    if name not in _MARKUPS:
        return "", ""
    if name == "a":
        told = found[1] if isinstance(found, list) and len(found) > 1 and isinstance(found[1], list) else []
        attributes = dict(zip(map(str, told[::2]), map(str, told[1::2]), strict=False))
        return "a", f'<a href="{escape(attributes.get("href", ""))}">'
    return name, f"<{name}>"


def _atom(number: Any, document: dict[str, Any]) -> str:
    atoms = _list(document, "atoms")
    atom = atoms[number] if isinstance(number, int) and 0 <= number < len(atoms) else None
    if not isinstance(atom, list) or not atom:
        return ""
    return "<br>" if atom[0] == "soft-return" else escape(str(atom[1] if len(atom) > 1 else ""), quote=False)
