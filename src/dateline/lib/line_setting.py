"""Set a headline into a box: as large as fits, in lines of about the same length, cut short at the very last.

Knows no fonts: whoever sets says how wide a text is at a size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, int], float]
"""Width of a text at a size, in the units of the box."""

ELLIPSIS = "…"
# Of one or two letters, in Russian mostly prepositions and conjunctions, and numbers before what they count:
# a line does not end with them.
_TIED = re.compile(r"[^\W\d_]{1,2}|\d{1,4}")
_DASHES = ("—", "–", "-")


@dataclass(frozen=True, slots=True)
class Box:
    """What a headline is set into, in the units of the measure; ``leading`` is line height by size."""

    width: float
    height: float
    leading: float = 1.1

    def lines_at(self, size: int) -> int:
        """Return how many lines of this size there is room for: one at least."""
        return max(1, int(self.height / (size * self.leading)))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines at a size."""

    lines: tuple[str, ...]
    size: int
    is_cut: bool = False


def set_lines(text: str, *, box: Box, sizes: Sequence[int], measure: Measure) -> Setting:
    """Return the text at the first of ``sizes``, largest first, at which all of it fits into the box.

    At the last size words that are wider than the box are broken, and what is too much gives way to an
    ellipsis. Lines are balanced: as few as possible, and of those about the same length. Empty text has no
    lines.
    """
    words = _words(text)
    for size in sizes:
        ruler = _Ruler(size, measure)
        most = box.lines_at(size)
        lines = _filled(words, width=box.width, ruler=ruler)
        is_wide = any(ruler.width(word) > box.width for word in words)
        if not is_wide and len(lines) <= most:
            return Setting(_balanced(words, count=len(lines), width=box.width, ruler=ruler), size)
    ruler = _Ruler(sizes[-1], measure)
    most = box.lines_at(sizes[-1])
    pieces = [piece for word in words for piece in _broken(word, width=box.width, ruler=ruler)]
    lines = _filled(pieces, width=box.width, ruler=ruler)
    if len(lines) <= most:
        return Setting(tuple(lines), sizes[-1])
    kept = (*lines[: most - 1], _cut(lines[most - 1], width=box.width, ruler=ruler))
    return Setting(kept, sizes[-1], is_cut=True)


class _Ruler:
    """Widths at one size. Each word is measured once, for that is what takes time."""

    def __init__(self, size: int, measure: Measure) -> None:
        self._size, self._measure = size, measure
        self._known: dict[str, float] = {}
        self.space = measure(" ", size)

    def width(self, word: str) -> float:
        if word not in self._known:
            self._known[word] = self._measure(word, self._size)
        return self._known[word]


def _words(text: str) -> list[str]:
    """Return what lines are made of: words, with those after them that they do not part with."""
    words: list[str] = []
    is_tied = False
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        if not word:
            continue
        if words and (is_tied or word in _DASHES):
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
        is_tied = _TIED.fullmatch(word.lstrip("«“„\"'(")) is not None
    return words


def _balanced(words: Sequence[str], *, count: int, width: float, ruler: _Ruler) -> tuple[str, ...]:
    """Return so many lines, none wider, with the least sum of squares of what they leave empty."""
    # For each number of lines and of words in them: what the best lines cost, and where the newest begins.
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for line in range(1, count + 1):
        for end in range(line, len(words) + 1):
            found: list[tuple[float, int]] = []
            taken = -ruler.space
            for start in range(end - 1, line - 2, -1):
                taken += ruler.space + ruler.width(words[start])
                if taken > width:
                    break
                if (line - 1, start) in best:
                    found.append((best[line - 1, start][0] + (width - taken) ** 2, start))
            if found:
                best[line, end] = min(found)
    lines: list[str] = []
    end = len(words)
    for line in range(count, 0, -1):
        start = best[line, end][1]
        lines.insert(0, " ".join(words[start:end]))
        end = start
    return tuple(lines)


def _filled(words: Sequence[str], *, width: float, ruler: _Ruler) -> list[str]:
    """Return lines that take as many words as they can; a word that is wider has a line of its own."""
    lines: list[list[str]] = []
    taken = 0.0
    for word in words:
        longer = taken + ruler.space + ruler.width(word)
        if lines and longer <= width:
            lines[-1].append(word)
            taken = longer
        else:
            lines.append([word])
            taken = ruler.width(word)
    return [" ".join(line) for line in lines]


def _broken(word: str, *, width: float, ruler: _Ruler) -> list[str]:
    """Return the word in pieces that fit; a word that fits as it is."""
    if ruler.width(word) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and ruler.width(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return [piece.strip() for piece in pieces if piece.strip()]


def _cut(line: str, *, width: float, ruler: _Ruler) -> str:
    """Return the line with an ellipsis, without the words and letters that leave it no room."""
    while line and ruler.width(line + ELLIPSIS) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:.—–-") + ELLIPSIS
