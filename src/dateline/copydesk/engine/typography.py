"""Spaces, dashes, brackets, doubled words and doubled marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding, Text
from dateline.copydesk.engine.word_sets import word_set

_TWICE_IS_RIGHT = {
    "en": word_set("""
had that very no bye ha knock tut hear there duran new sing
"""),
    "ru": word_set("""
да нет чуть еле очень вот так ну ха тук едва было то
"""),
}
_SPACE_BEFORE = re.compile(r"(?<=[\w»”\")])([ \u00a0]+)([,;!?]|\.(?![.\w])|:(?=\s|$))")
_NO_SPACE_AFTER = re.compile(r"(?<=[^\W\d_])([,;!?]|(?<=[a-zа-яё]{3})[.:])(?=[^\W\d_]{2})")
_TWO_SPACES = re.compile(r"[ \u00a0]*(?: \u00a0|\u00a0 |\u00a0\u00a0)[ \u00a0]*|  +")
_DOUBLE_MARK = re.compile(r"(?<![,.!?;:])(?:,,+|;;+|::+|\.\.(?!\.)|,\.|\.,(?=\s)|;,|,;)(?!\.)")
_HYPHEN_DASH = re.compile(r"(?<=[\w»”\"),.!?])[ \u00a0](-{1,2})[ \u00a0](?=\S)|(?<=\w)(--)(?=\w)")
_AFTER_OPEN = re.compile(r"(?<=[(\[«“„])[ \u00a0]+|[ \u00a0]+(?=[)\]»])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Sen|Rep|Gov|No|vs|etc|Inc|Ltd|Co|Jr|Sr|Ph|al|cf|approx)\.,", re.IGNORECASE
)
_PAIRS = {"(": ")", "[": "]"}
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.)+$")


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield slips of typing."""
    for text in story.texts:
        if text.kind in ("link", "table"):
            continue
        yield from _doubled_words(text, story.language)
        yield from _patterns(text)
        yield from _dashes(text)
        yield from _brackets(text)


def _doubled_words(text: Text, language: str) -> Iterator[Finding]:
    words = text.words
    allowed = _TWICE_IS_RIGHT.get(language, frozenset())
    for left, right in pairwise(words):
        if (
            left.text.casefold() != right.text.casefold()
            or text.between(left, right).strip(" \u00a0\n") != ""
        ):
            continue
        is_name = left.text[0].isupper() and right.text[0].isupper() and not left.starts
        if left.text.casefold() in allowed or is_name or "\n" in text.between(left, right):
            continue
        message = _("“%(word)s” stands there twice.") % {"word": left.text}
        yield _finding("doubled_word", text, left.start, right.end, message, (left.text,))


def _patterns(text: Text) -> Iterator[Finding]:
    def in_address(place: int) -> bool:
        return any(left <= place < right for left, right in text.web)

    rules: tuple[tuple[str, re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
        ("space_before", _SPACE_BEFORE, _("There is a space before the mark."), lambda found: found[2]),
        (
            "no_space_after",
            _NO_SPACE_AFTER,
            _("A space is missing after the mark."),
            lambda found: found[0] + " ",
        ),
        ("two_spaces", _TWO_SPACES, _("There are two spaces."), lambda found: " "),
        ("double_mark", _DOUBLE_MARK, _("The mark stands there twice."), lambda found: found[0][0]),
        (
            "space_inside",
            _AFTER_OPEN,
            _("There is a space inside brackets or quotation marks."),
            lambda found: "",
        ),
    )
    for name, pattern, message, mended in rules:
        for found in pattern.finditer(text.text):
            if in_address(found.start()) or _is_abbreviation(text.text, found, name):
                continue
            yield _finding(name, text, found.start(), found.end(), message, (mended(found),))


def _is_abbreviation(text: str, found: re.Match[str], name: str) -> bool:
    if name == "double_mark" and found[0] == ".,":
        before = text[max(0, found.start() - 12) : found.start() + 2]
        tail = before[:-1]
        # “a.m.,” “Inc.,” «т. д.,»: an abbreviation keeps its point.
        return bool(_ABBREVIATED.search(before) or _INITIALS.search(tail) or re.search(r"\b\w{1,5}\.$", tail))
    if name == "no_space_after" and found[0] in ".:":
        return bool(
            re.match(
                r"\.(?:com|org|net|ru|info|example|txt|pdf|by|ua|kz|de|fr|eu|uk)\b", text[found.start() :]
            )
        )
    return False


def _dashes(text: Text) -> Iterator[Finding]:
    for found in _HYPHEN_DASH.finditer(text.text):
        group = 1 if found[1] else 2
        yield _finding(
            "hyphen_for_dash",
            text,
            found.start(group),
            found.end(group),
            _("A hyphen stands where a dash belongs."),
            ("—",),
            Severity.WARNING,
        )


def _brackets(text: Text) -> Iterator[Finding]:
    stack: list[tuple[str, int]] = []
    for place, character in enumerate(text.text):
        if character in _PAIRS:
            stack.append((character, place))
        elif character in _PAIRS.values():
            if stack and _PAIRS[stack[-1][0]] == character:
                stack.pop()
            elif not re.search(r"(?:^|\s)\w{1,2}$", text.text[max(0, place - 3) : place]) and text.text[
                place - 1 : place
            ] not in (":", ";", "-"):
                yield _finding(
                    "bracket", text, place, place + 1, _("Nothing is open that this bracket could close."), ()
                )
    for _character, place in stack[:5]:
        yield _finding("bracket", text, place, place + 1, _("This bracket is never closed."), ())


def _finding(
    rule: str,
    text: Text,
    start: int,
    end: int,
    message: str,
    suggestions: tuple[str, ...],
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        rule=f"typography.{rule}",
        kind=RuleKind.TYPOGRAPHY,
        severity=severity,
        block=text.id,
        start=start,
        end=end,
        message=message,
        suggestions=suggestions,
    )
