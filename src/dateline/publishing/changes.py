"""What kind of change lies between two versions: which kinds may be offered, and which is proposed.

Pure Python over canonical content. A change is no typo when numbers, names, negations, quotations, or a
meaningful field such as the headline or the picture changed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.publishing.choices import CHANGE_KINDS, Kind

_TOKEN = re.compile(r"\w+(?:[’'.,]\w+)*|[^\w\s]")
_QUOTES = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"]*\"|‘[^’]{3,}’")
_HREF = re.compile(r'href="([^"]*)"')
_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot не ни нет никогда никто ничто ничего без нельзя".split()
)
_SENTENCE_END = frozenset(".!?…:;«“\"„—–")


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
    """Why this is no typo: ``number``, ``name``, ``negation``, ``quotation``, ``text`` or ``field:<name>``."""


def compare(
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    meaningful_fields: frozenset[str],
    text_fields: frozenset[str],
) -> Change:
    """Compare the contents of two versions."""
    if before == after:
        return Change(is_empty=True, allowed=CHANGE_KINDS, proposed=Kind.TYPO, reasons=())
    reasons = sorted(set(_reasons(before, after, meaningful_fields, text_fields)))
    if not reasons:
        return Change(is_empty=False, allowed=CHANGE_KINDS, proposed=Kind.TYPO, reasons=())
    # A rewording has no mark of a changed meaning, but only a person can say so: offered, not proposed.
    allowed = CHANGE_KINDS if reasons == ["text"] else tuple(k for k in CHANGE_KINDS if k is not Kind.TYPO)
    return Change(is_empty=False, allowed=allowed, proposed=Kind.UPDATE, reasons=tuple(reasons))


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
    if [i for i in old_blocks if i in new_blocks] != [i for i in new_blocks if i in old_blocks]:
        yield "text"
    for block_id in old_blocks.keys() | new_blocks.keys():
        yield from _block_reasons(old_blocks.get(block_id), new_blocks.get(block_id))


def _block_reasons(old: dict[str, Any] | None, new: dict[str, Any] | None) -> Iterator[str]:
    if old is None or new is None:
        yield "field:blocks"
        return
    if old["kind"] != new["kind"] or old.get("data") != new.get("data"):
        # Pictures, captions, tables and embeds are data of their block, next to its text.
        yield "field:blocks"
    if _HREF.findall(old.get("html", "")) != _HREF.findall(new.get("html", "")):
        yield "field:links"
    yield from text_reasons(old["text"], new["text"])


def text_reasons(old: str, new: str) -> Iterator[str]:
    """Yield why the change from one text to the other is no plain typo; nothing when it is one."""
    if old == new:
        return
    if _normal_quotes(old) != _normal_quotes(new):
        yield "quotation"
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    changed_words = 0
    matcher = difflib.SequenceMatcher(a=old_tokens, b=new_tokens, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        yield from _token_reasons(old_tokens, i1, i2)
        yield from _token_reasons(new_tokens, j1, j2)
        changed_words += _changed_words(old_tokens[i1:i2], new_tokens[j1:j2])
    if changed_words > 1:
        yield "text"


def _token_reasons(tokens: list[str], start: int, end: int) -> Iterator[str]:
    for position in range(start, end):
        token = tokens[position]
        if any(character.isdigit() for character in token):
            yield "number"
        if token.lower() in _NEGATIONS or token.lower().endswith(("n't", "n’t")):
            yield "negation"
        opens_sentence = position == 0 or tokens[position - 1] in _SENTENCE_END
        if token[0].isupper() and not opens_sentence:
            yield "name"


def _changed_words(old: list[str], new: list[str]) -> int:
    """Count changed words; a word misspelt by at most two letters counts as none."""
    old_words = [token for token in old if token[0].isalnum()]
    new_words = [token for token in new if token[0].isalnum()]
    if len(old_words) == len(new_words):
        return sum(2 for a, b in zip(old_words, new_words, strict=True) if _letters_apart(a, b) > 2)
    joined = _letters_apart("".join(old_words), "".join(new_words))
    return 0 if joined <= 2 else 2


def _letters_apart(a: str, b: str) -> int:
    opcodes = difflib.SequenceMatcher(a=a.lower(), b=b.lower(), autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in opcodes if tag != "equal")


def _normal_quotes(text: str) -> list[str]:
    return [re.sub(r"[^\w]+", " ", found).strip() for found in _QUOTES.findall(text)]
