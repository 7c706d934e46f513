"""Which verb may find out an announcement whose absence nothing has shown so far."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from tests.exactness.announcements import TOUCH, UNTIL, Mutant

# Where what was seen so far does not say what helps: what makes the page that would show it.
HINTS: dict[str, tuple[str, ...]] = {}
PATIENCE = 12


class Aim:
    """Learns from random work which verbs touch which keys, and takes turns with what is left to notice."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()
        self._touched: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_mutant: dict[Mutant, Counter[str]] = defaultdict(Counter)
        self._tried: Counter[Mutant] = Counter()

    def note(self, verb: str, touches: Collection[Mutant]) -> None:
        """Remember what a verb touched."""
        self._done[verb] += 1
        for mutant in touches:
            self._by_mutant[mutant][verb] += 1
        for family in {mutant.family for mutant in touches}:
            self._touched[family][verb] += 1

    def at(
        self, unnoticed: Sequence[Mutant], *, expected: Collection[str], chance: random.Random
    ) -> str | None:
        """Return the verb for the mutant that was tried least; None when there is none worth another try."""
        left = [mutant for mutant in unnoticed if self._tried[mutant] < PATIENCE and str(mutant) not in expected]
        if not left:
            return None
        mutant = min(left, key=lambda each: self._tried[each])
        self._tried[mutant] += 1
        return self._verb_for(mutant, chance)

    def _verb_for(self, mutant: Mutant, chance: random.Random) -> str:
        hints = HINTS.get(str(mutant))
        if hints is not None:
            return hints[self._tried[mutant] % len(hints)]
        if mutant.verb == UNTIL:
            return "wait"
        seen = self._by_mutant[mutant] if mutant.verb == TOUCH else self._touched[mutant.family]
        verbs = sorted(seen)
        return chance.choices(verbs, [seen[verb] / self._done[verb] for verb in verbs])[0] if verbs else "wait"
