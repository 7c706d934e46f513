"""White space and invisible characters of pasted text."""

from __future__ import annotations

import re

from dateline.lib.pasting.pieces import Run

NO_BREAK = "\u00a0"
# Marks of editors and web pages that nobody sees, and that keep a word from being found; and what no
# database takes.
_UNSEEN = re.compile(r"[\u200b\u2060\ufeff\u00ad\ufffc\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")


def visible(text: str) -> str:
    """Return the text without what nobody sees."""
    return _UNSEEN.sub("", text)


def collapsed(text: str) -> str:
    """Return the text with each stretch of white space as one space; a single no-break space is kept."""
    return _SPACES.sub(lambda found: found[0] if found[0] == NO_BREAK else " ", text)


def tidied(runs: list[Run]) -> list[Run]:
    """Return runs without white space at the ends of lines, and with equal neighbors as one."""
    joined: list[Run] = []
    for run in runs:
        text = run.text
        before = joined[-1].text if joined else "\n"
        if before.endswith((" ", "\n", NO_BREAK)):
            text = text.lstrip(" \u00a0") if text != "\n" else text
        if text.startswith("\n") and joined:
            _cut_end(joined)
        if not text:
            continue
        last = joined[-1] if joined else None
        if last is not None and (last.marks, last.href) == (run.marks, run.href):
            joined[-1] = Run(last.text + text, run.marks, run.href)
        else:
            joined.append(Run(text, run.marks, run.href))
    while joined and joined[0].text.lstrip("\n \u00a0") != joined[0].text:
        first = joined.pop(0)
        if rest := first.text.lstrip("\n \u00a0"):
            joined.insert(0, Run(rest, first.marks, first.href))
    _cut_end(joined, also="\n")
    return joined


def _cut_end(runs: list[Run], *, also: str = "") -> None:
    while runs:
        last = runs.pop()
        if rest := last.text.rstrip(f" \u00a0{also}"):
            runs.append(Run(rest, last.marks, last.href))
            return
