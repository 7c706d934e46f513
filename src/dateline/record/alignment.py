"""Which block of one version is which of another: by id first, then by likeness. Pure Python.

An archive that is imported again can have other ids throughout; then the words decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rapidfuzz import fuzz

Block: TypeAlias = dict[str, Any]

# Of unrelated paragraphs of one language about half of the letters agree in order.
ALIKE = 65.0
# Every block of one version against every block of the other; above this only equal ones are found.
_MOST_PAIRS = 40_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A block in both versions; None where it is in one only."""

    old: Block | None
    new: Block | None
    is_moved: bool = False


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Return all blocks in the order of the newer version, those that went in their old place."""
    partner = _partners(old, new)
    moved = _moved(partner)
    gone = [at for at in range(len(old)) if at not in set(partner.values())]
    pairs: list[Pair] = []
    for at, block in enumerate(new):
        place = partner.get(at)
        if place is not None and at not in moved:
            while gone and gone[0] < place:
                pairs.append(Pair(old[gone.pop(0)], None))
        pairs.append(Pair(None if place is None else old[place], block, at in moved))
    return [*pairs, *(Pair(old[place], None) for place in gone)]


def _partners(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return the place in the old version of each place in the new one that has one."""
    partner: dict[int, int] = {}
    for names in (_by_id, _by_content, _by_identity):
        _pair(old, new, partner=partner, names=names)
    for _likeness, at, place in sorted(
        _alike(old, new, partner=partner), key=lambda found: (-found[0], *found[1:])
    ):
        if at not in partner and place not in partner.values():
            partner[at] = place
    return partner


def _pair(old: Sequence[Block], new: Sequence[Block], *, partner: dict[int, int], names: Any) -> None:
    """Pair the blocks that have the same name, in order; those without a name are left."""
    taken = set(partner.values())
    waiting: dict[Any, list[int]] = defaultdict(list)
    for place, block in enumerate(old):
        if place not in taken:
            waiting[names(block)].append(place)
    for at, block in enumerate(new):
        name = names(block)
        if at not in partner and name is not None and waiting.get(name):
            partner[at] = waiting[name].pop(0)


def _by_id(block: Block) -> Any:
    # What became another kind of block went, and something else came.
    return block["kind"], block["id"]


def _by_content(block: Block) -> Any:
    return block["kind"], block.get("html") or block.get("text", ""), repr(block.get("data"))


def _by_identity(block: Block) -> Any:
    """Return what a block is, whatever is said around it: which picture, which address, which document."""
    data = block.get("data") or {}
    for name in ("picture", "url", "document", "story"):
        if data.get(name):
            return block["kind"], data[name]
    return None


def _alike(
    old: Sequence[Block], new: Sequence[Block], *, partner: dict[int, int]
) -> Iterator[tuple[float, int, int]]:
    taken = set(partner.values())
    left = [(place, block["kind"], _words(block)) for place, block in enumerate(old) if place not in taken]
    right = [(at, block["kind"], _words(block)) for at, block in enumerate(new) if at not in partner]
    if len(left) * len(right) > _MOST_PAIRS:
        return
    for at, kind, words in right:
        for place, old_kind, old_words in left:
            if kind == old_kind and words and old_words:
                likeness = fuzz.ratio(words, old_words, score_cutoff=ALIKE)
                if likeness:
                    yield likeness, at, place


def _words(block: Block) -> str:
    data = block.get("data") or {}
    own = [data.get("caption"), data.get("quote"), data.get("title")]
    return " ".join([block.get("text", ""), *(word for word in own if isinstance(word, str))]).strip()


def _moved(partner: dict[int, int]) -> set[int]:
    """Return the fewest places whose blocks must have moved: all but a longest run that kept its order."""
    places = sorted(partner)
    ends: list[int] = []  # of the runs of each length, the one that ends first
    chain: list[int] = []
    previous: dict[int, int | None] = {}
    for at in places:
        length = bisect_left(ends, partner[at])
        previous[at] = chain[length - 1] if length else None
        ends[length : length + 1] = [partner[at]]
        chain[length : length + 1] = [at]
    kept: set[int] = set()
    step = chain[-1] if chain else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return {at for at in places if at not in kept}
