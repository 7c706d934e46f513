"""Do the same work again, with the pages in question kept by presses that really lack one announcement."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from dateline.edition import following
from dateline.edition.configuration import Configuration
from dateline.edition.metrics import Counters
from dateline.edition.press import Press
from dateline.edition.render import Renderer
from dateline.edition.store import PageStore
from dateline.publishlog.models import LogEntry
from tests.exactness.announcements import Mutant
from tests.exactness.lasting_addresses import present
from tests.exactness.scenes import Scenes
from tests.exactness.study import Kill, touch
from tests.support.desk_work import Choices, Clock


@dataclass
class Doubt:
    """A page in the store of a paper without one announcement."""

    mutant: Mutant
    address: str
    press: Press


class Replay:
    """Repeats a run. ``without`` is what the listening announcements leave out at the moment."""

    def __init__(self, without: list[Mutant], *, folder: Path, clock: Clock, seed: int) -> None:
        self.without = without
        self.folder = folder
        self.clock = clock
        self.choices = Choices.seeded(seed)
        self.desk = Scenes(self.choices, clock=clock)
        self.handler = WSGIHandler()
        self.confirmed: set[Mutant] = set()

    def run(self, verbs: Sequence[str], kills: Mapping[Mutant, Kill], *, moments: Sequence[datetime]) -> None:
        """Repeat the work up to the last kill; ``confirmed`` has the mutants that served a stale page.

        ``moments`` tells when each step was done. Repeating is much faster, so without them other days would
        end in the middle of it.
        """
        for step in range(max((kill.step for kill in kills.values()), default=-1) + 1):
            here = {mutant: kill for mutant, kill in kills.items() if kill.step == step}
            doubts = [self._keep(mutant, present(kill.address)) for mutant, kill in here.items()]
            self.clock.move_to(moments[step])
            self.desk.do(verbs[step])
            for doubt in doubts:
                if self._is_stale(doubt):
                    self.confirmed.add(doubt.mutant)
                doubt.press.close()

    def _renderer(self) -> Renderer:
        """Return a renderer that shares no readings with those that lack another announcement."""
        return Renderer(self.handler, base_url=settings.BASE_URL)

    @contextmanager
    def _lacking(self, mutant: Mutant) -> Iterator[None]:
        self.without.append(mutant)
        try:
            yield
        finally:
            self.without.remove(mutant)

    def _keep(self, mutant: Mutant, address: str) -> Doubt:
        configuration = Configuration(
            directory=self.folder / f"{len(list(self.folder.iterdir()))}",
            base_url=settings.BASE_URL,
            misses_per_second=1_000_000,
        )
        counters = Counters(configuration.directory / "counters")
        press = Press(
            configuration=configuration,
            renderer=self._renderer(),
            store=PageStore(configuration),
            counters=counters,
        )
        with self._lacking(mutant):
            assert press.print_page(address).result(timeout=30).servable is not None
        return Doubt(mutant, address, press)

    def _is_stale(self, doubt: Doubt) -> bool:
        with self._lacking(doubt.mutant):
            assert doubt.press.catch_up().result(timeout=30)
        servable = doubt.press.store.remembered(doubt.address)
        if servable is None or not servable.ok or servable.until <= time.time():
            return False
        fresh = self._renderer().render(doubt.address)
        return (servable.page.status, servable.page.bodies.identity) != (fresh.status, fresh.body) or (
            dict(servable.page.headers).get("location") != dict(fresh.headers).get("location")
        )


def leave_out_touches(monkeypatch: pytest.MonkeyPatch, without: list[Mutant]) -> None:
    """Let stores that follow the log not see the keys that the mutants at work do not touch."""
    entries_after = following.entries_after

    def fewer(*args: Any, **kwargs: Any) -> list[LogEntry]:
        entries = list(entries_after(*args, **kwargs))
        for entry in entries:
            entry.keys = [key for key in entry.keys if touch(entry, key) not in without]
        return entries

    monkeypatch.setattr(following, "entries_after", fewer)
