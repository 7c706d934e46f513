"""Two texts as one: what stayed, what went, what came, and what is only set differently. Pure Python.

Words are compared, not letters: each different word becomes one letter of an alphabet made for these two
texts, and fast-diff-match-patch finds the shortest way from one string to the other. lxml.html.diff was
measured first: it does not see bold, italics and headings that come and go, and says of links only the new
address (decision 0030).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fast_diff_match_patch import diff

from dateline.record.contexts import PieceContext
from dateline.record.tokens import BREAK, Token, html_tokens, is_word, plain_tokens

# Texts without anything in common cost the product of their lengths. A limit in time would let the same page
# come out differently twice; above this many words, what differs is one removal and one addition.
_MOST_TOKENS = 16_000
_FIRST_LETTER = 0x100
_MOST_LETTERS = 0xD800 - _FIRST_LETTER
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›″"), '"') | dict.fromkeys(map(ord, "‘’‚‛′"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_TYPOGRAPHY = _QUOTES | _DASHES | {ord("…"): "..."}


@dataclass(frozen=True, slots=True)
class _Step:
    """Tokens that share a fate: ``=``, ``-`` or ``+``."""

    sign: str
    old: tuple[Token, ...]
    new: tuple[Token, ...]


def compare_texts(old: str, new: str) -> tuple[PieceContext, ...]:
    """Return two texts without markup as one."""
    return _pieces(plain_tokens(old), plain_tokens(new))


def compare_html(old: str, new: str) -> tuple[PieceContext, ...]:
    """Return two pieces of recorded HTML as one."""
    return _pieces(html_tokens(old), html_tokens(new))


def is_changed(pieces: Iterable[PieceContext]) -> bool:
    """Return whether anything differs."""
    return any(piece.verb != "same" for piece in pieces)


def is_only_typography(pieces: Iterable[PieceContext]) -> bool:
    """Return whether something differs, and nothing but typography."""
    changed = [piece for piece in pieces if piece.verb != "same"]
    return bool(changed) and all(piece.is_typography for piece in changed)


def count_words(pieces: Iterable[PieceContext], verb: str) -> int:
    """Return how many words came or went."""
    texts = (piece.text for piece in pieces if piece.verb == verb)
    return sum(is_word(token.text) for text in texts for token in plain_tokens(text))


def _pieces(old: list[Token], new: list[Token]) -> tuple[PieceContext, ...]:
    steps = list(_joined(_steps(old, new)))
    found: list[PieceContext] = []
    for position, step in enumerate(steps):
        if step.sign == "=":
            found += _kept(step)
            continue
        is_typography = _is_typography(steps, position)
        verb, tokens = ("removed", step.old) if step.sign == "-" else ("added", step.new)
        found += (replace(piece, is_typography=is_typography) for piece in _runs(verb, tokens))
    return tuple(found)


def _steps(old: list[Token], new: list[Token]) -> Iterator[_Step]:
    """Yield the shortest way from the old tokens to the new ones."""
    letters: dict[str, str] = {}
    for token in (*old, *new):
        letters.setdefault(token.text, chr(_FIRST_LETTER + len(letters)))
    if len(letters) > _MOST_LETTERS or len(old) + len(new) > _MOST_TOKENS:
        yield from _coarse(old, new)
        return
    before, after = ("".join(letters[token.text] for token in tokens) for tokens in (old, new))
    i = j = 0
    for sign, count in diff(before, after, timelimit=0, checklines=False, cleanup="No", counts_only=True):
        in_old, in_new = (0 if sign == "+" else count), (0 if sign == "-" else count)
        yield _Step(sign, tuple(old[i : i + in_old]), tuple(new[j : j + in_new]))
        i, j = i + in_old, j + in_new


def _coarse(old: list[Token], new: list[Token]) -> Iterator[_Step]:
    """Yield what is common at both ends, and everything between as removed and added."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at].text != new[at].text), shorter)
    most = shorter - start
    end = next((at for at in range(most) if old[-1 - at].text != new[-1 - at].text), most)
    yield _Step("=", tuple(old[:start]), tuple(new[:start]))
    yield _Step("-", tuple(old[start : len(old) - end]), ())
    yield _Step("+", (), tuple(new[start : len(new) - end]))
    yield _Step("=", tuple(old[len(old) - end :]), tuple(new[len(new) - end :]))


def _joined(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Yield the steps with what was removed before what was added, and no lone space between changes."""
    gone: list[Token] = []
    come: list[Token] = []
    kept: _Step | None = None
    for step in steps:
        if not step.old and not step.new:
            continue
        if step.sign != "=":
            if kept is not None and (gone or come):
                gone, come = [*gone, *kept.old], [*come, *kept.new]
            elif kept is not None:
                yield kept
            kept = None
            gone, come = [*gone, *step.old], [*come, *step.new]
        elif (gone or come) and len(step.old) == 1 and step.old[0].text == " " and step.old == step.new:
            kept = step
        else:
            yield from _changed(gone, come)
            gone, come = [], []
            if kept is not None:
                yield kept
            kept = None
            yield step
    yield from _changed(gone, come)
    if kept is not None:
        yield kept


def _changed(gone: list[Token], come: list[Token]) -> Iterator[_Step]:
    if gone:
        yield _Step("-", tuple(gone), ())
    if come:
        yield _Step("+", (), tuple(come))


def _runs(verb: str, tokens: Iterable[Token]) -> Iterator[PieceContext]:
    """Yield tokens of one fate as pieces that are set alike."""
    text: list[str] = []
    marks: tuple[str, ...] = ()
    for token in tokens:
        if text and (token.marks != marks or token.text == BREAK):
            yield PieceContext(verb, "".join(text), marks)
            text = []
        text.append(token.text)
        marks = token.marks
        if token.text == BREAK:
            yield PieceContext(verb, BREAK, marks)
            text = []
    if text:
        yield PieceContext(verb, "".join(text), marks)


def _kept(step: _Step) -> Iterator[PieceContext]:
    """Yield tokens that stayed as pieces that are set alike, now and before."""
    start = 0
    pairs = list(zip(step.old, step.new, strict=True))
    for at in range(1, len(pairs) + 1):
        first = pairs[start]
        is_end = (
            at == len(pairs)
            or BREAK in (pairs[at][1].text, first[1].text)
            or (pairs[at][0].marks, pairs[at][1].marks) != (first[0].marks, first[1].marks)
        )
        if is_end:
            text = "".join(new.text for _old, new in pairs[start:at])
            before, after = first[0].marks, first[1].marks
            if before == after:
                yield PieceContext("same", text, after)
            else:
                # How a space or a sign is set says nothing new.
                is_sign = text != BREAK and not is_word(text)
                yield PieceContext("restyled", text, after, old_marks=before, is_typography=is_sign)
            start = at


def _is_typography(steps: list[_Step], position: int) -> bool:
    """Return whether this removal, this addition, or both together say nothing new."""
    step = steps[position]
    before = steps[position - 1] if position else None
    after = steps[position + 1] if position + 1 < len(steps) else None
    if step.sign == "-" and after is not None and after.sign == "+":
        removed, added, outside = step, after, steps[position + 2 : position + 3]
    elif step.sign == "+" and before is not None and before.sign == "-":
        removed, added, outside = before, step, steps[position + 1 : position + 2]
    else:
        return _is_spare_space(step, before=before, after=after)
    marks_differ = {token.marks for token in removed.old} != {token.marks for token in added.new}
    if marks_differ or BREAK in (token.text for token in (*removed.old, *added.new)):
        return False
    old, new = (_plain(tokens) for tokens in (removed.old, added.new))
    following = outside[0].new[0].text if outside and outside[0].new else ""
    # A dash before a number can be a minus, or a span of years.
    touches_number = ("-" in new or "-" in old) and (following[:1].isdigit() or any(map(str.isdigit, new)))
    return old == new and not touches_number


def _is_spare_space(step: _Step, *, before: _Step | None, after: _Step | None) -> bool:
    """Return whether it is a space beside another space or a sign: it neither joins nor parts two words."""
    tokens = step.old or step.new
    if any(not _is_space(token.text) or token.text == BREAK for token in tokens):
        return False
    neighbors = (
        before.new[-1].text if before and before.new else "",
        after.new[0].text if after and after.new else "",
    )
    return not all(map(is_word, neighbors))


def _plain(tokens: Iterable[Token]) -> str:
    text = "".join(token.text for token in tokens).translate(_TYPOGRAPHY)
    shown = "".join(" " if _is_space(letter) else letter for letter in text if not _is_unseen(letter))
    return re.sub(" +", " ", shown)


def _is_space(text: str) -> bool:
    return all(
        unicodedata.category(letter) == "Zs" or letter == "\t" or _is_unseen(letter) for letter in text
    )


def _is_unseen(letter: str) -> bool:
    return letter in "\u00ad\u200b\u2060\ufeff"
