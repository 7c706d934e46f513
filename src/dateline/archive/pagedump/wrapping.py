"""Dumps whose paragraphs were broken at a fixed width: recognized as such, and put together again."""

from itertools import pairwise

from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.lines import Line, fold, is_closed, is_label, is_title_case

_WIDTHS = range(55, 101)
_LEAST_BREAKS = 5


def unwrapped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join broken lines if no line of the page is wider than a text column; else return them as they are."""
    width = max((len(line.text) for line in lines), default=0)
    if width not in _WIDTHS:
        return lines
    full = 0.75 * width
    breaks = [_goes_on(line, below, full=full) for line, below in pairwise(lines)]
    broken = sum(open_ and not is_closed(line.text) for open_, line in zip(breaks, lines, strict=False))
    if broken < _LEAST_BREAKS:
        return lines
    joined: list[Line] = []
    for line, goes_on in zip(lines, [False, *breaks], strict=True):
        if goes_on and joined:
            first = joined[-1]
            text = f"{first.text} {line.text}"
            joined[-1] = Line(first.number, text, fold(text), first.gap)
        else:
            joined.append(line)
    return tuple(joined)


def _goes_on(line: Line, below: Line, *, full: float) -> bool:
    if below.gap or len(line.text) < full or read_moments(below.text):
        return False
    return below.text[:1].islower() or not (is_label(below.text) or is_title_case(line.text))
