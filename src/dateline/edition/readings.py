"""How often each page is read, counted in the memory of one process; whoever keeps the counts takes them.

A reading is a page of HTML sent to a browser in answer to a GET, in whole or as “you have it already”. What a
count is made of is an address and a number: no reader's address, no cookie, no name of a browser.

Everything here runs on the event loop's thread, so nothing is locked.
"""

from __future__ import annotations

import re
from typing import Any

READ = frozenset((200, 304))
OTHERS = ""
"""Stands for all addresses that are one too many to be counted by name."""

# What machines say of themselves; one that pretends to be a browser is counted as one.
# The last names are those of tools, which stand at the beginning; a telephone is called Cubot.
ROBOTS = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|archiver|scrap|-preview|fetch|monitor|uptime|pingdom|probe"
    r"|checker|scan|lighthouse|headless|phantom|facebookexternalhit|embedly|whatsapp/|feed|rss|validator"
    r"|^(?:curl|wget|python|go-http|java|okhttp|libwww|lwp|ruby|perl|php|node|axios|undici|got |apache-http"
    r"|httpie|postman|insomnia|dart|varnish|nginx|prometheus|dateline)",
    re.IGNORECASE,
)
MOST_REMEMBERED_AGENTS = 4_096
MOST_ADDRESSES = 5_000


class Readings:
    """The counts of one process since they were last taken."""

    def __init__(self, *, most_addresses: int = MOST_ADDRESSES) -> None:
        self._most = most_addresses
        self._counts: dict[str, int] = {}
        # By a number that differs from process to process and from which no program can be told.
        self._robots: dict[int, bool] = {}

    def note(self, path: str, headers: Any) -> None:
        """Count a page that was sent, unless to a machine. Called for every hit: it must cost nothing."""
        try:
            agent = headers.get("user-agent")
        except (ValueError, RuntimeError):
            return
        number = hash(agent)
        is_robot = self._robots.get(number)
        if is_robot is None:
            is_robot = self._look_at(agent, number)
        if is_robot:
            return
        count = self._counts.get(path)
        if count is None:
            self._add(path, 1)
        else:
            self._counts[path] = count + 1

    def take(self) -> dict[str, int]:
        """Return the counts and begin anew."""
        taken, self._counts = self._counts, {}
        return taken

    def give_back(self, counts: dict[str, int]) -> None:
        """Count again what could not be kept."""
        for path, count in counts.items():
            self._add(path, count)

    def _add(self, path: str, count: int) -> None:
        if path not in self._counts and len(self._counts) >= self._most:
            path = OTHERS
        self._counts[path] = self._counts.get(path, 0) + count

    def _look_at(self, agent: str | None, number: int) -> bool:
        if len(self._robots) >= MOST_REMEMBERED_AGENTS:
            self._robots.clear()
        is_robot = self._robots[number] = is_machine(agent)
        return is_robot


def is_machine(agent: str | None) -> bool:
    """Say whether a program that calls itself so reads for nobody; every browser has a name."""
    return not agent or ROBOTS.search(agent) is not None
