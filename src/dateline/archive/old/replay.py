"""Prove that no address of the old site is lost: ask for each, and say what the paper answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dateline.archive.old.leading import leads_from
from dateline.archive.sameness import old_address
from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress
from dateline.publishing.queries import redirect_from

AT_ONCE = 500
MOST_NAMED = 200
MOST_HOPS = 5
# Of the rest the same code is asked without making a page for each.
IN_EARNEST = 100

Ask = Callable[[str], tuple[int, str]]
"""Ask the paper itself for an address; returns status and the address it sends to."""
Find = Callable[[Sequence[str]], set[str]]
"""Return those addresses at which the paper has a page of its own."""


@dataclass(slots=True)
class Replayed:
    """What came of the addresses."""

    counts: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    """The first addresses that nobody knows."""
    differing: list[str] = field(default_factory=list)
    """Addresses for which the paper itself said something else than its tables."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost."""
        return not self.counts["404"] and not self.differing


def replay(addresses: Iterable[str], *, ask: Ask, find: Find) -> Replayed:
    """Look up where each address leads, some of them in earnest, and count the answers.

    A redirect counts as one only if a page, or a page that is gone, is at its end.
    """
    done = Replayed()
    rest = iter(line.strip() for line in addresses)
    asked = 0
    while lines := list(islice(rest, AT_ONCE)):
        some = [address for line in lines if (address := old_address(line))]
        own = find([address.partition("?")[0] for address in some])
        for address in some:
            answer = _answer(address, own)
            done.counts[answer] += 1
            if answer == "404" and len(done.lost) < MOST_NAMED:
                done.lost.append(address)
            if asked < IN_EARNEST and (done.counts[answer] <= IN_EARNEST // 4):
                asked += 1
                status = _asked(address, ask)
                if status != answer:
                    done.differing.append(f"{address}: {status} instead of {answer}")
    return done


def _answer(address: str, own: set[str]) -> str:
    path = address.partition("?")[0]
    if "?" not in address and path in own:
        known = PublicAddress.objects.filter(path=path).select_related("publication").first()
        if known is None:
            return "200"
        is_public = known.publication.status == Status.PUBLIC
        return "410" if not is_public else "200" if known.is_current else "301"
    if redirect_from(address) is not None:
        return "301"
    leads = leads_from(address)
    if leads is not None:
        return "301" if leads.to else "410"
    return "200" if path in own else "404"


def _asked(address: str, ask: Ask) -> str:
    first, target = ask(address)
    status = first
    for _hop in range(MOST_HOPS):
        if status not in (301, 302) or not target.startswith("/"):
            break
        status, target = ask(target)
    if first in (301, 302):
        return "301" if status in (200, 301, 302, 410) else str(status)
    return str(first)


def lines_of(files: Iterable[str]) -> Iterator[str]:
    """Yield the first thing like an address in each line of text files, log lines and tables included."""
    for name in files:
        with open(name, encoding="utf-8", errors="replace") as file:
            for line in file:
                found = next((word for word in line.split() if word.startswith(("/", "http"))), "")
                if found:
                    yield found
