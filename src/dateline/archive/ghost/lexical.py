"""Lexical, the document tree of Ghost's present editor, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from dateline.archive.ghost.cards import card_markup

DEEPEST = 60

_MARKS = ((1, "b"), (2, "i"), (4, "s"), (32, "sub"), (64, "sup"))
_PLAIN = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "listitem": "li",
}


def lexical_markup(tree: Any, unknown: Callable[[str], None]) -> str:
    """Return the HTML of a whole document; ``unknown`` is told the types of nodes that nothing here knows."""
    root = tree.get("root") if isinstance(tree, dict) else None
    return _all(_children(root), unknown, 0)


def _children(node: Any) -> Iterable[Any]:
    children = node.get("children") if isinstance(node, dict) else None
    return children if isinstance(children, list) else []


def _all(nodes: Iterable[Any], unknown: Callable[[str], None], depth: int) -> str:
    if depth > DEEPEST:
        return ""
    return "".join(_node(node, unknown, depth) for node in nodes if isinstance(node, dict))


def _node(node: dict[str, Any], unknown: Callable[[str], None], depth: int) -> str:
    kind = str(node.get("type") or "")
    if kind in ("text", "extended-text"):
        return _text(node)
    if kind in ("linebreak", "tab"):
        return "<br>" if kind == "linebreak" else " "
    inner = _all(_children(node), unknown, depth + 1)
    if kind in _PLAIN:
        return f"<{_PLAIN[kind]}>{inner}</{_PLAIN[kind]}>"
    if kind in ("heading", "extended-heading"):
        return f"<h2>{inner}</h2>"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        return f"<{tag}>{inner}</{tag}>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(str(node.get("url") or ""))}">{inner}</a>'
    if kind == "aside":
        # Ghost's second style of quotation, and not a box.
        return f"<blockquote>{inner}</blockquote>"
    markup = card_markup(kind, node)
    if markup is None:
        unknown(f"card {kind}")
    return (markup or "") + inner


def _text(node: dict[str, Any]) -> str:
    text = escape(str(node.get("text") or ""), quote=False)
    marks = node.get("format")
    if isinstance(marks, int):
        for bit, tag in _MARKS:
            if marks & bit:
                text = f"<{tag}>{text}</{tag}>"
    return text
