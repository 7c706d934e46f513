"""The method to compare with: a quotation searched for by likeness, without knowledge of the older text.

Scored as Hypothesis scores its candidates: 50 for the words, 20 for each side, 2 for the position.
"""

from __future__ import annotations

from rapidfuzz import fuzz

_AROUND = 32


def search(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """Return the likeliest place of the words in the newer text."""
    words, before, after = old[start:end], old[max(0, start - _AROUND) : start], old[end : end + _AROUND]
    candidates = set()
    at = new.find(words)
    while at >= 0:
        candidates.add((at, at + len(words)))
        at = new.find(words, at + 1)
    passages = ((words, 0, 0), (before + words, len(before), 0), (words + after, 0, len(after)))
    for passage, ahead, behind in (*passages, (before + words + after, len(before), len(after))):
        found = fuzz.partial_ratio_alignment(passage, new)
        if found is not None:
            candidates.add((found.dest_start + ahead, max(found.dest_start + ahead, found.dest_end - behind)))

    def score(place: tuple[int, int]) -> float:
        nearness = 1 - abs(place[0] - start) / max(len(new), 1)
        return (
            50 * fuzz.ratio(words, new[place[0] : place[1]])
            + 20 * fuzz.ratio(before, new[max(0, place[0] - _AROUND) : place[0]])
            + 20 * fuzz.ratio(after, new[place[1] : place[1] + _AROUND])
            + 200 * nearness
        )

    return max(candidates, key=score) if candidates else (0, 0)
