"""Quotation marks: mixed kinds, quotations never closed or closed with the wrong mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding, Text

OPENING = {"“": "”", "«": "»", "„": "“"}
CLOSING = frozenset("”»")
_MARKS = frozenset('"“”«»„')
MOST_FINDINGS = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark where it stands, and whether it opens or closes."""

    place: int
    written: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, marks included; ``is_open`` when it never ends."""

    start: int
    end: int
    is_open: bool = False
    wrong_close: bool = False


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with quotation marks and apostrophes."""
    texts = [text for text in story.texts if text.kind != "table"]
    for place, text in enumerate(texts):
        following = texts[place + 1] if place + 1 < len(texts) else None
        for quotation in quotations(text.text):
            if quotation.wrong_close:
                yield _wrong_close(text, quotation)
            elif quotation.is_open and not _goes_on(text, quotation, following):
                yield _finding(
                    "unclosed",
                    text,
                    quotation.start,
                    quotation.start + 1,
                    _("This quotation is never closed."),
                    (),
                    Severity.ERROR,
                )
        for mark in _stray(text.text):
            yield _finding(
                "unopened",
                text,
                mark,
                mark + 1,
                _("Nothing is open that this mark could close."),
                (),
                Severity.ERROR,
            )
    yield from _mixed(story)


def marks_of(text: str) -> list[Mark]:
    """Return the quotation marks of a text. A straight one opens or closes by what stands around it."""
    found: list[Mark] = []
    depth_straight = False
    for place, character in enumerate(text):
        if character not in _MARKS:
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if character == '"':
            is_inches = before.isdigit() and not depth_straight and (not after or after in " ,.;)×x")
            if is_inches and not _is_within(found[-8:]):
                continue
            opens = (not before or before in " \n(—–-[«“„\u00a0/") and bool(after) and after not in " \n"
            depth_straight = opens
        elif character == "“":
            # The closing mark of „ “; in English it opens.
            opens = not (before and before not in " \n(—–-[«\u00a0/" and (not after or not after.isalnum()))
        else:
            opens = character in OPENING
        found.append(Mark(place, character, opens))
    return found


def _is_within(found: list[Mark]) -> bool:
    depth = 0
    for mark in found:
        depth = depth + 1 if mark.opens else max(0, depth - 1)
    return depth > 0


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order of their beginning; inner ones are left out."""
    result: list[Quotation] = []
    stack: list[Mark] = []
    for mark in marks_of(text):
        # A paragraph that goes on with a quotation opens it anew; so a second opening after a line break is none.
        if mark.opens:
            if (
                len(stack) == 1
                and stack[0].written == mark.written
                and text[mark.place - 1 : mark.place] == "\n"
            ):
                result.append(Quotation(stack[0].place, mark.place - 1, is_open=False))
                stack = []
            stack.append(mark)
        elif stack:
            opened = stack.pop()
            wrong = not _closes(opened.written, mark.written)
            if wrong and stack and _closes(stack[-1].written, mark.written):
                # «Ромашка „роза»: one mark closes both, as Russian typesetting has it.
                opened, wrong = stack.pop(), False
            if not stack or wrong:
                result.append(Quotation(opened.place, mark.place + 1, wrong_close=wrong))
            if wrong:
                stack = []
    result += [Quotation(mark.place, len(text), is_open=True) for mark in stack[:1]]
    if len(stack) > 1 and stack[0].written == stack[1].written == "«":
        result[-1] = Quotation(stack[0].place, len(text), is_open=True)
    return sorted(result, key=lambda one: one.start)


def _closes(opening: str, closing: str) -> bool:
    if opening == '"':
        return closing == '"'
    return OPENING[opening] == closing or (opening == "„" and closing in "“”")


def _stray(text: str) -> Iterator[int]:
    depth = 0
    for mark in marks_of(text):
        if mark.opens:
            depth += 1
        elif depth:
            depth -= 1
        elif mark.written in CLOSING:
            yield mark.place


def _goes_on(text: Text, quotation: Quotation, following: Text | None) -> bool:
    """Say whether the quotation runs into the next paragraph, which then opens with the same mark."""
    if following is None or not text.is_running:
        return False
    return following.text[:1] == text.text[quotation.start] and text.text[quotation.start] in '“«"'


def _wrong_close(text: Text, quotation: Quotation) -> Finding:
    opened = text.text[quotation.start]
    right = OPENING.get(opened, '"')
    place = quotation.end - 1
    message = _("A quotation that begins with %(opened)s ends with %(closed)s.")
    written = {"opened": opened, "closed": text.text[place]}
    return _finding("wrong_close", text, place, place + 1, message % written, (right,), Severity.ERROR)


def _mixed(story: Checked) -> Iterator[Finding]:
    """Find the rarer kind of marks where a story has both, and the wrong ones for its language."""
    counts: Counter[str] = Counter()
    for text in story.texts:
        counts.update(_kind_of(mark.written, story.language) for mark in marks_of(text.text))
    kinds = {kind for kind in counts if kind}
    if len(kinds) < 2 and not (story.language == "ru" and kinds == {"curly"}):
        return
    wanted = (
        "angle"
        if story.language == "ru"
        else "curly"
        if "curly" in kinds
        else max(sorted(kinds), key=lambda kind: counts[kind])
    )
    left = MOST_FINDINGS
    for text in story.texts:
        for mark in marks_of(text.text):
            kind = _kind_of(mark.written, story.language)
            if not kind or kind == wanted or left <= 0:
                continue
            left -= 1
            pair = {"angle": "«»", "curly": "“”", "straight": '""'}[wanted]
            yield _finding(
                "mixed", text, mark.place, mark.place + 1, _("The story mixes kinds of quotation marks."),
                (pair[0] if mark.opens else pair[1],), Severity.ERROR,
            )  # fmt: skip


def _kind_of(mark: str, language: str) -> str:
    if mark == '"':
        return "straight"
    if mark in "«»":
        return "angle"
    if mark == "„" or (mark == "“" and language == "ru"):
        return ""  # inner quotation marks of Russian and German
    return "curly"


def _finding(
    rule: str,
    text: Text,
    start: int,
    end: int,
    message: str,
    suggestions: tuple[str, ...],
    severity: Severity,
) -> Finding:
    return Finding(
        rule=f"quotes.{rule}",
        kind=RuleKind.TYPOGRAPHY,
        severity=severity,
        block=text.id,
        start=start,
        end=end,
        message=message,
        suggestions=suggestions,
    )
