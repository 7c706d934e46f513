"""Lines of pasted text written as the rich text that a story stores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from dateline.lib.pasting.pieces import ITEM, Line, Run

_NESTING = ("b", "i", "s", "sup", "sub")
Linker = Callable[[str], str]
"""Returns the opening tag of a link to an address."""


def rich_text(lines: Sequence[Line], *, link: Linker) -> str:
    """Return paragraphs and lists as HTML, lists within lists where they were deeper."""
    parts: list[str] = []
    lists: list[str] = []
    for line in lines:
        if line.kind != ITEM:
            _close(parts, lists, depth=0)
            parts.append(f"<p>{_inline(line.runs, link)}</p>")
            continue
        tag = "ol" if line.is_ordered else "ul"
        # An item can only be one deeper than the one before it.
        depth = min(line.depth + 1, len(lists) + 1)
        _close(parts, lists, depth=depth)
        if len(lists) == depth and lists[-1] != tag:
            _close(parts, lists, depth=depth - 1)
        if len(lists) < depth:
            parts.append(f"<{tag}>")
            lists.append(tag)
        else:
            parts.append("</li>")
        parts.append(f"<li>{_inline(line.runs, link)}")
    _close(parts, lists, depth=0)
    return "".join(parts)


def _close(parts: list[str], lists: list[str], *, depth: int) -> None:
    while len(lists) > depth:
        parts.append(f"</li></{lists.pop()}>")


def _inline(runs: Sequence[Run], link: Linker) -> str:
    parts: list[str] = []
    number = 0
    while number < len(runs):
        end = number + 1
        while end < len(runs) and runs[end].href == runs[number].href:
            end += 1
        inner = "".join(map(_marked, runs[number:end]))
        opening = link(runs[number].href) if runs[number].href else ""
        parts.append(f"{opening}{inner}</a>" if opening else inner)
        number = end
    return "".join(parts)


def _marked(run: Run) -> str:
    text = "<br/>".join(escape(part, quote=False) for part in run.text.split("\n"))
    for mark in reversed(_NESTING):
        if mark in run.marks and run.text.strip():
            text = f"<{mark}>{text}</{mark}>"
    return text
