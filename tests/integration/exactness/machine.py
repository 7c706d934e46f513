"""Random work at the desk of a real paper, with two web workers that serve its pages from their stores."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connections
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from tests.edition_site.harness import Node
from tests.integration.exactness.reading import Reader, Reading
from tests.integration.exactness.tally import Tally
from tests.support.desk_work import VERBS, Choices, Clock, Desk, Outcome, addresses

NUMBERS = st.lists(st.integers(0, 99), max_size=12)
MISHAPS = ("restart", "deploy", "lose_memory")
SAMPLE = 5


# A picture is uploaded, a topic made, a reader heard before the story with it is refused, and that stays.
LEFT_BY_REFUSED = ("picture.", "topic.created", "reports.received")


class PaperMachine(RuleBasedStateMachine):
    """One paper, begun anew for each sequence; every known page is stored, and none may be stale."""

    begin: ClassVar[Callable[[], None]]
    make_node: ClassVar[Callable[..., Node]]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        self.node: Node | None = None
        self.clock: Clock | None = None
        self.generation = 0

    @initialize()
    def open(self) -> None:
        if self.tally.is_enough:
            return
        type(self).begin()
        self.clock = Clock()
        self.node = type(self).make_node(generation="0")
        self.reader = Reader()
        self.shown: dict[str, Reading | None] = {}
        self.read_new()

    # One rule for all: Hypothesis would leave whole rules out of a sequence.
    @rule(verb=st.sampled_from((*VERBS, *MISHAPS)), numbers=NUMBERS)
    def work(self, verb: str, numbers: list[int]) -> None:
        if self.node is None:
            return
        if verb in MISHAPS:
            getattr(self, verb)()
            return
        before = latest_number()
        outcome = Desk(Choices(numbers), clock=self.clock).do(verb)
        self.tally.verbs[verb] += outcome is Outcome.DONE
        self.tally.outcomes[outcome.value] += 1
        entries = list(LogEntry.objects.after(before))
        left = [entry for entry in entries if not entry.event.startswith(LEFT_BY_REFUSED)]
        assert outcome is Outcome.DONE or not left, f"{verb} was refused and left {left}"
        touched = self.read_touched(entries)
        self.read_new()
        self.compare_some(touched, seed=f"{verb} {numbers}")

    def restart(self) -> None:
        """A worker that dies: another begins with what is on disk."""
        self.node.close()
        self.node = type(self).make_node(generation=str(self.generation))
        self.compare_some([], seed="restart")

    def deploy(self) -> None:
        """New code or a new theme."""
        self.generation += 1
        self.restart()

    def lose_memory(self) -> None:
        store = self.node.front.press.store
        for address in list(store.memory.pages):
            store.memory.drop(address)

    def read_touched(self, entries: list[LogEntry]) -> list[str]:
        """Read every page that the entries touched, and count those that are not what they were."""
        keys = {key for entry in entries for key in entry.keys}
        touched = [address for address, reading in self.shown.items() if reading and reading.keys & keys]
        for address in touched:
            old, new = self.shown[address], self.reader.served(self.node, address)
            self.shown[address] = new
            for entry in entries:
                if common := old.keys & set(entry.keys):
                    self.tally.note(
                        event=entry.event, keys=common, changed=new is None or new.seen != old.seen
                    )
        return touched

    def read_new(self) -> None:
        """Read pages that were not there before."""
        for address in addresses():
            if address not in self.shown:
                self.shown[address] = self.reader.served(self.node, address)

    def compare_some(self, touched: list[str], *, seed: str) -> None:
        """Compare a few pages that were touched and more that were not."""
        chance = random.Random(seed)
        others = sorted(set(self.shown) - set(touched))
        for address in chance.sample(touched, min(2, len(touched))) + chance.sample(
            others, min(SAMPLE, len(others))
        ):
            self.compare(address)

    def compare(self, address: str) -> None:
        served = self.reader.served(self.node, address)
        self.shown[address] = served
        self.tally.compared += 1
        if served is not None:
            fresh = self.reader.fresh(address)
            self.tally.has_failed = self.tally.has_failed or served.seen != fresh.seen
            assert served.seen == fresh.seen, f"{address} is stale: {difference(served, fresh)}"

    def teardown(self) -> None:
        try:
            if self.node is not None:
                for address in addresses():
                    self.compare(address)
        finally:
            if self.node is not None:
                self.node.close()
            if self.clock is not None:
                self.clock.close()
            connections.close_all()
            self.tally.write()


def difference(served: Reading, fresh: Reading) -> Any:
    """Return where two readings part, in a few words."""
    if (served.status, served.headers) != (fresh.status, fresh.headers):
        return (served.status, served.headers), (fresh.status, fresh.headers)
    place = next(
        (index for index, (one, two) in enumerate(zip(served.body, fresh.body, strict=False)) if one != two),
        min(len(served.body), len(fresh.body)),
    )
    start = max(0, place - 60)
    return served.body[start : place + 60].decode(errors="replace"), fresh.body[start : place + 60].decode(
        errors="replace"
    )
