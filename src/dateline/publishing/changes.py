"""What kind of change lies between two versions: which kinds may be offered, and which is proposed.

Pure Python over canonical content. A change is no typo when numbers, names, negations, quotations, links,
blocks, or a meaningful field such as the headline or the picture changed. Compared are the page's own
``fields`` and ``blocks``; what it only shows from shared records (``shown``: a contributor's name, a
picture's credit) is recorded but is no change of the page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.publishing.change_words import OPENING_WORDS, is_negation, is_number
from dateline.publishing.choices import CHANGE_KINDS, Kind

_TOKEN = re.compile(r"\w+(?:[’'.,]\w+)*|[^\w\s]")
_QUOTES = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"]*\"|‘[^’]{3,}’")
_HREF = re.compile(r'href="([^"]*)"')
_SENTENCE_END = frozenset('.!?…:;«“"„—–')
_DASHES = frozenset("-‐‑–—−")
# Words are compared letter by letter up to this length; whatever is longer is a rewording.
_LONGEST_MISSPELLING = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two versions and what it may be called."""

    is_empty: bool
    """True when nothing changed that is part of the record."""
    allowed: tuple[Kind, ...]
    """Kinds that may be chosen."""
    proposed: Kind
    """The kind taken when nobody chooses."""
    reasons: tuple[str, ...]
    """Why this is no typo: ``number``, ``name``, ``negation``, ``quotation``, ``text``, ``field:<name>``."""


def compare(
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    meaningful_fields: frozenset[str],
    text_fields: frozenset[str],
) -> Change:
    """Compare the contents of two versions."""
    if own(before) == own(after):
        return Change(is_empty=True, allowed=CHANGE_KINDS, proposed=Kind.TYPO, reasons=())
    reasons = sorted(set(_reasons(before, after, meaningful_fields, text_fields)))
    if not reasons:
        return Change(is_empty=False, allowed=CHANGE_KINDS, proposed=Kind.TYPO, reasons=())
    # A rewording has no mark of a changed meaning, but only a person can say so: offered, not proposed.
    allowed = CHANGE_KINDS if reasons == ["text"] else tuple(k for k in CHANGE_KINDS if k is not Kind.TYPO)
    return Change(is_empty=False, allowed=allowed, proposed=Kind.UPDATE, reasons=tuple(reasons))


def own(content: dict[str, Any]) -> dict[str, Any]:
    """Return what the page itself says, without what it shows from shared records."""
    return {
        "fields": content.get("fields", {}),
        "blocks": [_own(block) for block in content.get("blocks", [])],
    }


def _own(block: dict[str, Any]) -> dict[str, Any]:
    """A block that shows a shared record has all words of its own in its data."""
    if "shown" not in block:
        return block
    return {name: value for name, value in block.items() if name not in ("shown", "text")}


def _reasons(
    before: dict[str, Any], after: dict[str, Any], meaningful: frozenset[str], prose: frozenset[str]
) -> Iterator[str]:
    old_fields, new_fields = before.get("fields", {}), after.get("fields", {})
    for name in sorted(old_fields.keys() | new_fields.keys()):
        old, new = old_fields.get(name), new_fields.get(name)
        if old == new:
            continue
        if name in meaningful:
            yield f"field:{name}"
        elif name in prose:
            yield from text_reasons(str(old or ""), str(new or ""))
    old_blocks = {block["id"]: block for block in before.get("blocks", [])}
    new_blocks = {block["id"]: block for block in after.get("blocks", [])}
    if list(old_blocks) != list(new_blocks):
        yield "field:blocks"
    for block_id in old_blocks.keys() & new_blocks.keys():
        yield from _block_reasons(_own(old_blocks[block_id]), _own(new_blocks[block_id]))


def _block_reasons(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old["kind"] != new["kind"] or old.get("data") != new.get("data"):
        # Pictures, captions, quotations set large, tables and embeds are data of their block.
        yield "field:blocks"
    if _HREF.findall(old.get("html", "")) != _HREF.findall(new.get("html", "")):
        yield "field:links"
    yield from text_reasons(old.get("text", ""), new.get("text", ""))


def text_reasons(old: str, new: str) -> Iterator[str]:
    """Yield why the change from one text to the other is no plain typo; nothing when it is one."""
    if old == new:
        return
    if _normal_quotes(old) != _normal_quotes(new):
        yield "quotation"
    old_tokens, new_tokens = _tokens(old), _tokens(new)
    known_words = {token for token in (*old_tokens, *new_tokens) if token.islower()}
    for i1, i2, j1, j2 in _differences(old_tokens, new_tokens):
        yield from _token_reasons(old_tokens, i1, i2, new_tokens[j1:j2], known_words)
        yield from _token_reasons(new_tokens, j1, j2, old_tokens[i1:i2], known_words)
        if _is_reworded(old_tokens[i1:i2], new_tokens[j1:j2]):
            yield "text"


def _tokens(text: str) -> list[str]:
    """Return words and signs; a word typed twice counts once, because taking it out mends a typo."""
    found: list[str] = _TOKEN.findall(text)
    return [
        token
        for position, token in enumerate(found)
        if not (position and token == found[position - 1] and token.isalpha())
    ]


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the spans that differ. Equal ends are cut off first: difflib is slow on long equal texts."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    # Autojunk passes over words as frequent as “the” when looking for anchors; else this takes seconds.
    matcher = difflib.SequenceMatcher(a=old[start : len(old) - end], b=new[start : len(new) - end])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield i1 + start, i2 + start, j1 + start, j2 + start


def _token_reasons(
    tokens: list[str], start: int, end: int, counterpart: list[str], known_words: set[str]
) -> Iterator[str]:
    lowered = {token.lower() for token in counterpart}
    for position in range(start, end):
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        word = token.lower()
        if is_number(word) or (token in _DASHES and following[:1].isdigit()):
            yield "number"
        if is_negation(word):
            yield "negation"
        if token == "?":  # noqa: S105 - a question mark is no password
            yield "text"
        if token[0].isupper():
            yield from _name_reasons(tokens, position, following, lowered, known_words)


def _name_reasons(
    tokens: list[str], position: int, following: str, counterpart: set[str], known_words: set[str]
) -> Iterator[str]:
    token = tokens[position]
    is_abbreviation = len(token) > 1 and token.isupper()
    if token.lower() in counterpart and not is_abbreviation:
        # Only its capital came or went.
        return
    opens_sentence = position == 0 or tokens[position - 1] in _SENTENCE_END
    if not opens_sentence or is_abbreviation or following[:1].isupper():
        yield "name"
    elif token.lower() not in OPENING_WORDS and not {token.lower(), *counterpart} & (
        known_words | OPENING_WORDS
    ):
        # A surname or a plain word? Nothing in the text tells.
        yield "text"


def _is_reworded(old: list[str], new: list[str]) -> bool:
    """Return True unless every word differs by two letters at most: a misspelling, or words run together."""
    old_words = [token for token in old if token[0].isalnum()]
    new_words = [token for token in new if token[0].isalnum()]
    if len(old_words) == len(new_words):
        return any(_letters_apart(a, b) > 2 for a, b in zip(old_words, new_words, strict=True))
    return _letters_apart("".join(old_words), "".join(new_words)) > 2


def _letters_apart(a: str, b: str) -> int:
    if a.lower() == b.lower():
        return 0
    if max(len(a), len(b)) > _LONGEST_MISSPELLING or abs(len(a) - len(b)) > 2:
        return 3
    opcodes = difflib.SequenceMatcher(a=a.lower(), b=b.lower(), autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in opcodes if tag != "equal")


def _normal_quotes(text: str) -> list[str]:
    return [re.sub(r"[^\w]+", " ", found).strip() for found in _QUOTES.findall(text)]
