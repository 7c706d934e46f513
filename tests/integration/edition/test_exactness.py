"""Whatever happens in whatever order, what is served is what would be rendered now, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dateline.edition.ahead import PrintingAhead
from tests.edition_site.actions import remove_note, write_note
from tests.edition_site.harness import Node, fresh_rendering
from tests.edition_site.models import Note

SLUGS = st.sampled_from(["a", "b", "c", "d"])
SECTIONS = st.sampled_from(["news", "arts"])
TITLES = st.sampled_from(["One", "Two", "Three & <four>", "Пять"])
ADDRESSES = (
    "/", "/section/news/", "/section/arts/", "/note/a/", "/note/b/", "/note/c/", "/note/d/", "/search/?q=o",
    "/search/?q=", "/nothing/", "/note/a", "/fails/", "/quiet/a/", "/quiet/b/",
)  # fmt: skip
EXAMPLES = int(os.environ.get("EXACT_EXAMPLES", "12"))
STEPS = int(os.environ.get("EXACT_STEPS", "40"))


class EditionMachine(RuleBasedStateMachine):
    """Two workers of the publishing node, one of another node, and random work."""

    make: ClassVar[Callable[..., Node]]

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        self.workers: dict[str, Node] = {}

    @initialize()
    def start(self) -> None:
        for slug in Note.objects.values_list("slug", flat=True):
            remove_note(slug=slug)
        self.workers = {
            "one": type(self).make("home", memory_bytes=64_000),
            "two": type(self).make("home"),
            "far": type(self).make("far"),
        }
        self.ahead = PrintingAhead(self.workers["one"].configuration)
        self.ahead_press = self.ahead.open_press()

    @rule(slug=SLUGS, title=TITLES, section=SECTIONS)
    def write(self, slug: str, title: str, section: str) -> None:
        write_note(slug=slug, title=title, section=section)

    @rule(slug=SLUGS, withdraw=st.booleans())
    def remove(self, slug: str, withdraw: bool) -> None:
        remove_note(slug=slug, withdraw=withdraw)

    @rule(address=st.sampled_from(ADDRESSES), worker=st.sampled_from(["one", "two"]))
    def read(self, address: str, worker: str) -> None:
        self.compare(address, worker)

    @rule(address=st.sampled_from(ADDRESSES))
    def read_far(self, address: str) -> None:
        assert self.workers["far"].front.press.catch_up().result(timeout=10)
        self.compare(address, "far")

    @rule()
    def print_ahead(self) -> None:
        self.ahead.print_touched(self.ahead_press)

    @rule(worker=st.sampled_from(["one", "two"]))
    def restart(self, worker: str) -> None:
        self.workers[worker].close()
        self.workers[worker] = type(self).make("home", generation=str(self.generation))

    @rule()
    def deploy(self) -> None:
        self.generation += 1
        self.restart("two")

    @rule()
    def lose_memory(self) -> None:
        store = self.workers["two"].front.press.store
        for address in list(store.memory.pages):
            store.memory.drop(address)

    @rule(worker=st.sampled_from(["one", "two", "far"]))
    def compare_all(self, worker: str) -> None:
        assert self.workers[worker].front.press.catch_up().result(timeout=10)
        for address in ADDRESSES:
            self.compare(address, worker)

    @invariant()
    def sample(self) -> None:
        if self.workers:
            self.compare("/", "one")

    def compare(self, address: str, worker: str) -> None:
        served = self.workers[worker].get(address, accept_encoding="br")
        assert "dateline-edition" not in served.headers
        assert (served.status, served.content) == fresh_rendering(address), (address, worker)

    def teardown(self) -> None:
        for worker in self.workers:
            self.compare_all(worker)
        for node in self.workers.values():
            node.close()


@pytest.mark.longest
@pytest.mark.django_db(transaction=True)
def test_served_pages_after_random_work_equal_fresh_ones(make_node: Callable[..., Node]) -> None:
    def make(name: str, **options: object) -> Node:
        # The flood limit would answer 503 for what this test asks faster than any reader does.
        node = make_node(name, misses_per_second=1_000_000, **options)
        closing = node.close
        node.close = _once(closing)
        return node

    run_state_machine_as_test(
        type("Machine", (EditionMachine,), {"make": staticmethod(make)}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def _once(function: Callable[[], None]) -> Callable[[], None]:
    called: list[bool] = []

    def call() -> None:
        if not called:
            called.append(True)
            function()

    return call
