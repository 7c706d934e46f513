"""Look for a passage that was taken out of its place: whole, then somewhat changed."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz

# So much of the surroundings tells one occurrence from another.
_AROUND, _SOME = 48, 24
_LIKE, _LIKE_ELSEWHERE = 50, 72
# So alike must one side be where the very words stand again; a whole sentence brings its own proof.
_NEAR, _NEAR_LONG = 70, 40
# What the difference takes for the same here and there may be so by chance.
_NEW = 0.3
# Shorter words stand in a text by chance, and prove nothing without their surroundings.
_LONG_ENOUGH = 60
# What stands there more often tells nobody anything, and each occurrence is compared with its surroundings.
_MOST_OCCURRENCES = 200


class PassageSearch:
    """Words of an older text, looked for in stretches of a newer one."""

    def __init__(self, old: str, new: str, start: int, end: int) -> None:
        self.new, self.words = new, old[start:end]
        self.before, self.after = old[max(0, start - _AROUND) : start], old[end : end + _AROUND]

    def exact(self, newness: Callable[[int, int], float]) -> tuple[int, int] | None:
        """Return the best place where the very words stand and did not stand before."""
        best, place = 0.0, None
        at = self.new.find(self.words)
        for _occurrence in range(_MOST_OCCURRENCES):
            if at < 0:
                break
            ends = at + len(self.words)
            score = self._surroundings(at, ends) if newness(at, ends) >= _NEW else 0
            if score > best:
                best, place = score, (at, ends)
            at = self.new.find(self.words, at + 1)
        enough = _NEAR_LONG if len(self.words) >= _LONG_ENOUGH else _NEAR
        return place if best >= enough else None

    def is_like(self, start: int, end: int) -> bool:
        """Say whether other words at a place are a new wording of these."""
        return fuzz.ratio(self.words, self.new[start:end]) >= _LIKE

    def alike(self, stretches: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return where in the stretches the passage stands, somewhat changed, if anywhere."""
        best, place = float(_LIKE_ELSEWHERE), None
        for begins, ends in stretches:
            if ends - begins < len(self.words) // 2:
                continue
            found = fuzz.partial_ratio_alignment(self.passage, self.new[begins:ends], score_cutoff=best)
            if found is not None and found.score > best:
                best, place = found.score, (begins + found.dest_start, begins + found.dest_end)
        return place

    @property
    def passage(self) -> str:
        """The words with some of what stands around them."""
        return self.before[-_SOME:] + self.words + self.after[:_SOME]

    @property
    def place_in_passage(self) -> tuple[int, int]:
        """Where the words stand in the passage."""
        ahead = len(self.before[-_SOME:])
        return ahead, ahead + len(self.words)

    def _surroundings(self, start: int, end: int) -> float:
        before = fuzz.ratio(self.before, self.new[max(0, start - _AROUND) : start])
        after = fuzz.ratio(self.after, self.new[end : end + _AROUND])
        return max(before, after)
