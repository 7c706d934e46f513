"""What the looks of pasted HTML mean: bold, italic, struck out, raised, hidden, an item of a faked list."""

from __future__ import annotations

import re
from collections.abc import Mapping

BOLD, ITALIC, STRUCK, RAISED, LOWERED = "b", "i", "s", "sup", "sub"
_TAG_MARKS = {
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("i", "em"), ITALIC),
    # What somebody struck out while changes were tracked stays to be seen: to drop it would be to decide.
    **dict.fromkeys(("s", "strike", "del"), STRUCK),
    "sup": RAISED,
    "sub": LOWERED,
}
_LEVEL = re.compile(r"\blevel(\d)")
_LIST_CLASS = re.compile(r"^MsoListParagraph")
_NUMBERED = re.compile(r"^\(?(?:\d+|[a-zA-Zа-яА-Я]|[ivxlcIVXLC]+)[.)]")
_LIGHT = frozenset({"normal", "lighter", "100", "200", "300", "400", "500"})


def style_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the declarations of a style attribute, in small letters."""
    declared: dict[str, str] = {}
    for declaration in attributes.get("style", "").split(";"):
        name, found, value = declaration.partition(":")
        if found:
            declared[name.strip().lower()] = value.strip().lower()
    return declared


def marks_of(tag: str, style: Mapping[str, str], *, inherited: frozenset[str]) -> frozenset[str]:
    """Return the marks inside an element. What is bold by tag can be light by style."""
    marks = set(inherited)
    if mark := _TAG_MARKS.get(tag):
        marks.add(mark)
    if weight := style.get("font-weight"):
        _set(marks, BOLD, on=weight not in _LIGHT and weight not in ("inherit", "unset", "initial"))
    if slant := style.get("font-style"):
        _set(marks, ITALIC, on=slant.startswith(("italic", "oblique")))
    if "line-through" in f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}":
        marks.add(STRUCK)
    match style.get("vertical-align"):
        case "super":
            marks.add(RAISED)
        case "sub":
            marks.add(LOWERED)
    if RAISED in marks:
        marks.discard(LOWERED)
    return frozenset(marks)


def is_hidden(style: Mapping[str, str]) -> bool:
    """Say whether readers of the source do not see it."""
    return style.get("display") == "none" or style.get("mso-hide") == "all"


def is_comment(style: Mapping[str, str]) -> bool:
    """Say whether it belongs to the comments that Word puts behind a text."""
    return style.get("mso-element") in ("comment-list", "comment") or "mso-comment-continuation" in style


def is_list_mark(style: Mapping[str, str]) -> bool:
    """Say whether it is the bullet or number of a list that Word fakes by paragraphs."""
    return style.get("mso-list", "").startswith("ignore")


def faked_level(attributes: Mapping[str, str], style: Mapping[str, str]) -> int:
    """Return the level of an item of a list that is faked by paragraphs; 0 for an ordinary paragraph."""
    declared = style.get("mso-list", "")
    if declared and not declared.startswith(("none", "skip")):
        found = _LEVEL.search(declared)
        return int(found[1]) if found else 1
    return 1 if declared and _LIST_CLASS.match(attributes.get("class", "")) else 0


def is_number(mark: str) -> bool:
    """Say whether the mark of an item is a number or letter, not a bullet."""
    return bool(_NUMBERED.match(mark.strip()))


def _set(marks: set[str], mark: str, *, on: bool) -> None:
    if on:
        marks.add(mark)
    else:
        marks.discard(mark)
