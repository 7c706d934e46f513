"""Where words of an older text stand in a newer one, if they still do."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[.,’\'-]\w+)*|\s+|[^\w\s]")
# Beyond this a rewritten text is compared by its rarer words: exact, but quadratic otherwise.
_LONGEST = 1500


def tokens_of(text: str) -> list[str]:
    """Return words, white space and signs; joined they are the text."""
    return _TOKEN.findall(text)


def differing(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the spans of tokens that differ. Equal ends are cut off first."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = SequenceMatcher(a=a, b=b, autojunk=max(len(a), len(b)) > _LONGEST)
    return [
        (i1 + head, i2 + head, j1 + head, j2 + head)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def kept_place(old: str, new: str, *, start: int, end: int) -> tuple[int, int] | None:
    """Return where the characters from start to end of the old text stand in the new one.

    None as soon as any word of them has changed: what is marked are these words and no others.
    """
    if not 0 <= start < end <= len(old):
        return None
    if old == new:
        return start, end
    before, after = tokens_of(old), tokens_of(new)
    old_places, new_places = _places(before), _places(after)
    shift = 0
    for i1, i2, _j1, j2 in differing(before, after):
        first, last = old_places[i1], old_places[i2]
        if last <= start:
            # Before the words, however near: they only moved.
            shift = new_places[j2] - last
        elif first < end:
            return None
        else:
            break
    place = start + shift, end + shift
    return place if new[place[0] : place[1]] == old[start:end] else None


def _places(tokens: list[str]) -> list[int]:
    """Return where each token begins, and where the text ends."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places
