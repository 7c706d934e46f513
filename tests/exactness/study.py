"""Random work, and what would have gone unnoticed without each single announcement.

A page stays stale without an announcement exactly if its bytes changed and nothing else that it announced was
touched. So one run tells of all mutants at once at which step the test would have failed with them.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from dateline.edition.render import STORABLE, Renderer
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from tests.exactness.aiming import Aim
from tests.exactness.announcements import ANNOUNCE, TOUCH, UNTIL, Heard, Mutant
from tests.exactness.lasting_addresses import lasting
from tests.exactness.scenes import Scenes
from tests.integration.exactness.tally import Tally, family_of
from tests.support.desk_work import VERBS, Choices, Clock, addresses

SAMPLE = 2
# Verbs of one piece of code: what it touches when something changes it touches when it comes or goes.
ALIKE = ("published", "restored", "unpublished", "removed", "deleted", "created", "changed")


def touch(entry: LogEntry, key: str) -> Mutant:
    """Return the paper in which this entry does not touch keys like this one."""
    kind, _dot, verb = entry.event.partition(".")
    return Mutant(TOUCH, kind if verb in ALIKE else entry.event, family_of(key))


@dataclass(frozen=True)
class Page:
    """A page as it was rendered, with who announced each of its keys."""

    status: int
    body: bytes
    location: str
    sites: dict[str, frozenset[str]]
    untils: tuple[tuple[str, datetime], ...]

    @property
    def seen(self) -> tuple[int, bytes, str]:
        """What readers get of it."""
        return self.status, self.body, self.location


@dataclass(frozen=True)
class Kill:
    """At which step, and on which page, a mutant is found out."""

    step: int
    verb: str
    address: str


class Study:
    """One run. ``kills`` and ``alive`` tell of every mutant that was met."""

    def __init__(self, heard: Heard, *, clock: Clock, seed: int) -> None:
        self.heard = heard
        self.choices = Choices.seeded(seed)
        self.desk = Scenes(self.choices, clock=clock)
        self.handler = WSGIHandler()
        self.pages: dict[str, Page] = {}
        self.kills: dict[Mutant, Kill] = {}
        self.met: set[Mutant] = set()
        self.stale: list[str] = []
        self.tally = Tally()
        self.chance = random.Random(seed)
        self.verbs: list[str] = []
        self.moments: list[datetime] = []
        self.aim = Aim()

    def render(self, address: str) -> Page:
        """Render a page and remember who announced what."""
        self.heard.keys.clear()
        self.heard.untils.clear()
        # A renderer of its own shares no readings, so that everybody announces what they announce.
        rendering = Renderer(self.handler, base_url=settings.BASE_URL).render(address)
        page = Page(
            status=rendering.status,
            body=rendering.body,
            location=dict(rendering.headers).get("location", ""),
            sites={key: frozenset(self.heard.keys[key]) for key in rendering.keys},
            untils=tuple(self.heard.untils),
        )
        self.met.update(
            Mutant(ANNOUNCE, site, family_of(key)) for key, sites in page.sites.items() for site in sites
        )
        self.met.update(Mutant(UNTIL, site) for site, _moment in page.untils)
        return page

    def aimed_step(self, expected: Collection[str]) -> bool:
        """Do what may find out a mutant that nothing has; False when no more than those expected are left."""
        verb = self.aim.at(sorted(self.met - self.kills.keys()), expected=expected, chance=self.chance)
        if verb is not None:
            self.step(verb)
        return verb is not None

    def step(self, verb: str = "") -> None:
        """Do one thing, by chance unless it is named, and look at what it could change."""
        verb = verb or self.chance.choice(VERBS)
        number = len(self.verbs)
        self.verbs.append(verb)
        for address in addresses():
            if address not in self.pages:
                self.pages[address] = self.render(address)
        self.desk.pass_time()
        self.moments.append(timezone.now())
        before = latest_number()
        outcome = self.desk.do(verb)
        self.tally.verbs[verb] += 1
        self.tally.outcomes[outcome.value] += 1
        entries = list(LogEntry.objects.after(before))
        touches = {touch(entry, key) for entry in entries for key in entry.keys}
        self.met.update(touches)
        self.aim.note(verb, touches)
        for address in self._worth_a_look(entries):
            old = self.pages[address]
            new = self.pages[address] = self.render(address)
            self.tally.compared += 1
            self._count(old, new, entries)
            if new.seen != old.seen and old.status in STORABLE:
                for mutant in self._found_out(address, old, entries, number):
                    self.kills.setdefault(mutant, Kill(number, verb, lasting(address)))

    def _worth_a_look(self, entries: list[LogEntry]) -> list[str]:
        """Return the pages that were touched or whose time has come, and a few others."""
        keys, now = {key for entry in entries for key in entry.keys}, timezone.now()
        due = [
            address
            for address, page in self.pages.items()
            if not keys.isdisjoint(page.sites) or any(moment <= now for _site, moment in page.untils)
        ]
        others = sorted(self.pages.keys() - set(due))
        return [*due, *random.Random(len(due)).sample(others, min(SAMPLE, len(others)))]

    def _count(self, old: Page, new: Page, entries: list[LogEntry]) -> None:
        for entry in entries:
            if common := old.sites.keys() & set(entry.keys):
                self.tally.note(event=entry.event, keys=common, changed=new.seen != old.seen)

    def _found_out(self, address: str, old: Page, entries: list[LogEntry], number: int) -> Iterator[Mutant]:
        """Yield every mutant in which this page would have stayed what it was."""
        hits = [(touch(entry, key), key) for entry in entries for key in entry.keys if key in old.sites]
        ended = {site for site, moment in old.untils if moment <= timezone.now()}
        if not hits and not ended:
            self.stale.append(f"step {number}: {address} changed and nothing said so")
        if hits and not ended:
            touches = {mutant for mutant, _key in hits}
            said = {
                Mutant(ANNOUNCE, site, family_of(key)) for _mutant, key in hits for site in old.sites[key]
            }
            yield from (group.pop() for group in (touches, said) if len(group) == 1)
        if ended and not hits and len(ended) == 1:
            yield Mutant(UNTIL, min(ended))
