"""Who announces what while a page is rendered, and what happens when one announcement is left out."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import dateline
from dateline.edition import keys as edition_keys
from tests.exactness.source import load_announcing_modules
from tests.integration.exactness.tally import family_of

ANNOUNCE, UNTIL, TOUCH = "announces", "says until when", "touches"


@dataclass(frozen=True, order=True)
class Mutant:
    """The paper without one announcement: of a family of keys by a function, or by an event of the log."""

    verb: str
    where: str
    family: str = ""

    def __str__(self) -> str:
        return f"{self.where} {self.verb} {self.family}".rstrip()


@dataclass
class Heard:
    """What was announced since it was cleared."""

    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    untils: list[tuple[str, datetime]] = field(default_factory=list)


@contextmanager
def listening(without: list[Mutant]) -> Iterator[Heard]:
    """Note every announcement; leave out those of the mutants that ``without`` holds at the moment."""
    # What is imported only when it is needed would announce past us.
    load_announcing_modules(dateline)
    heard = Heard()
    announce, until = edition_keys.announce, edition_keys.announce_good_until

    def noted(*keys: str) -> None:
        where = _caller()
        kept = [key for key in keys if Mutant(ANNOUNCE, where, family_of(key)) not in without]
        for key in kept:
            heard.keys[key].add(where)
        announce(*kept)

    def noted_until(moment: datetime) -> None:
        where = _caller()
        if Mutant(UNTIL, where) not in without:
            heard.untils.append((where, moment))
            until(moment)

    replaced = {"announce": (announce, noted), "announce_good_until": (until, noted_until)}
    changed = [
        (module, name, plain)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("dateline.") and module is not edition_keys
        for name, (plain, _noted) in replaced.items()
        if getattr(module, name, None) is plain
    ]
    for module, name, _plain in changed:
        setattr(module, name, replaced[name][1])
    try:
        yield heard
    finally:
        for module, name, plain in changed:
            setattr(module, name, plain)


def _caller() -> str:
    frame: Any = sys._getframe(2)
    module = frame.f_globals["__name__"].removeprefix("dateline.")
    return f"{module}.{frame.f_code.co_qualname}"
