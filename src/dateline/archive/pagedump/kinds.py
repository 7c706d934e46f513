"""What kind of block a line of the body is: paragraph, subheading, list item, quote or attribution."""

import re
from collections.abc import Sequence

from dateline.archive.pagedump.lines import Line, fold, is_closed, is_prose, is_title_case

_LIST = re.compile(r"^(?:[•▪◦‣●■►*]\s*|[-–]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)(?=\S)")
_MARKED = re.compile(r"^[•▪◦‣●■►*]\s*\S")
_ATTRIBUTION = re.compile(r"^[—–-]{1,2}\s?[^\W\d_][^.!?]{1,90}$")
_QUOTED = re.compile(r"^(?:[\"“”„«‘'].{12,}[\"”“»’'][.,]?|>\s?.+)$")
_LONGEST_HEADING = 90
_NEAR = 12


def block_kind(lines: Sequence[Line], *, at: int, before: str | None) -> str:
    """Return the kind of the block that the line at `at` is; `before` is the kind of the block above it."""
    text = lines[at].text
    if _is_list_item(lines, at):
        return "list_item"
    if before == "quote" and _ATTRIBUTION.match(text):
        return "attribution"
    if _is_pull_quote(lines, at):
        return "quote"
    if is_closed(text) and not (text[-1] == "?" and is_title_case(text) and 10 < len(text) <= 60):
        return "paragraph"
    if len(text) <= _LONGEST_HEADING and text[:1] not in "—–" and not text[:1].islower():
        return "subheading"
    return "paragraph"


def is_marked_item(text: str) -> bool:
    """Tell whether a line begins with a bullet."""
    return _MARKED.match(text) is not None


def _is_list_item(lines: Sequence[Line], at: int) -> bool:
    if is_marked_item(lines[at].text):
        return True
    if not _LIST.match(lines[at].text):
        return False
    beside = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return any(_LIST.match(line.text) for line in beside)


def _is_pull_quote(lines: Sequence[Line], at: int) -> bool:
    """A pull quote repeats words of a paragraph, or is a quotation with its speaker on the next line."""
    text = lines[at].text
    if not 15 <= len(text) <= 400:
        return False
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if _QUOTED.match(text) and (text.startswith(">") or _ATTRIBUTION.match(following)):
        return True
    words = fold(text).strip("\"'.,>!? ")
    near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
    return len(words) >= 20 and any(
        words in line.key and len(line.key) > len(words) + 8 and is_prose(line.text) for line in near
    )
