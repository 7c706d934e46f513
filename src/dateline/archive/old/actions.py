"""Keep and forget addresses of the old site; each change tells the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dateline.archive.models import ImportRun, OldAddress, OldPattern, OldQuery, digest_of_address
from dateline.archive.old.leading import PATTERNS, QUERIES, address_key, number_key
from dateline.archive.old.patterns import check_pattern, query_names
from dateline.archive.rules import AddressRule
from dateline.publishing.bulk.rows import insert_values
from dateline.publishlog.actions import append_entry

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Old:
    """An address of the old site, as ``old_address`` writes it, and where it is to lead."""

    address: str
    kind: str
    story_uuid: Any = None
    target: str = ""
    is_gone: bool = False


@transaction.atomic
def keep_addresses(
    *, addresses: Iterable[Old], run: ImportRun | None, numbers: Iterable[str] = ()
) -> list[str]:
    """Keep where old addresses lead, with one log entry for all; return those that lead elsewhere already.

    The first document that says where an address leads is believed. ``numbers`` are those that new stories
    are known by, which forms of addresses may name.
    """
    wanted: dict[str, Old] = {}
    taken: list[str] = []
    for old in addresses:
        first = wanted.setdefault(digest_of_address(old.address), old)
        if _place(first) != _place(old):
            taken.append(old.address)
    known = {row.digest: row for row in OldAddress.objects.filter(digest__in=list(wanted))}
    taken += [
        wanted[digest].address for digest, row in known.items() if _place(wanted[digest]) != _place(row)
    ]
    new = [(digest, old) for digest, old in wanted.items() if digest not in known]
    names = ("digest", "address", "kind", "story_uuid", "target", "is_gone", "run_id")
    pk = run.pk if run is not None else None
    insert_values(
        OldAddress,
        names=names,
        values=[
            (digest, old.address, str(old.kind), old.story_uuid, old.target, old.is_gone, pk)
            for digest, old in new
        ],
    )
    keys = {address_key(old.address) for _digest, old in new} | {number_key(one) for one in numbers}
    if _learn_queries(old.address for _digest, old in new if "?" in old.address):
        keys.add(QUERIES)
    if keys:
        append_entry(event="archive.addresses_kept", keys=keys, subject="archive")
    return taken


@transaction.atomic
def keep_patterns(*, rules: Iterable[AddressRule], run: ImportRun | None) -> int:
    """Keep forms of old addresses; return how many are new. Raises PatternError."""
    count, changed = 0, False
    for rule in rules:
        check_pattern(rule.pattern)
        row, is_new = OldPattern.objects.get_or_create(pattern=rule.pattern, defaults={"run": run})
        count += is_new
        if is_new or (row.target, row.is_gone) != (rule.to, rule.gone):
            row.target, row.is_gone = rule.to, rule.gone
            row.save()
            changed = True
    keys = {PATTERNS} if changed else set()
    if _learn_queries(rule.pattern for rule in rules if "?" in rule.pattern):
        keys.add(QUERIES)
    if keys:
        append_entry(event="archive.patterns_kept", keys=keys, subject="archive")
    return count


@transaction.atomic
def forget_addresses(*, run: ImportRun) -> None:
    """Forget the addresses and forms that a run brought, in pieces that one entry each can name."""
    while rows := list(OldAddress.objects.filter(run=run).order_by("pk")[:1000]):
        OldAddress.objects.filter(pk__in=[row.pk for row in rows]).delete()
        append_entry(
            event="archive.addresses_forgotten",
            keys={address_key(row.address) for row in rows},
            subject="archive",
        )
    if OldPattern.objects.filter(run=run).delete()[0]:
        append_entry(event="archive.patterns_forgotten", keys={PATTERNS}, subject="archive")


def queries_by_path() -> Mapping[str, tuple[str, ...]]:
    """Return the parameters that told apart the pages of old paths."""
    return {path: tuple(names) for path, names in OldQuery.objects.values_list("path", "names")}


def _place(old: Any) -> tuple[Any, ...]:
    return (str(old.story_uuid or ""), old.target, old.is_gone)


def _learn_queries(addresses: Iterable[str]) -> bool:
    """Note the parameters of old addresses, so that their pages are told apart; say if any is new."""
    wanted: dict[str, set[str]] = {}
    for address in addresses:
        path, names = query_names(address)
        if "{" not in path and len(path) <= 2000:
            wanted.setdefault(path, set()).update(names[:MOST_NAMES])
    changed = False
    for row in OldQuery.objects.filter(path__in=list(wanted)):
        together = wanted.pop(row.path) | set(row.names)
        if len(together) > len(row.names):
            row.names = sorted(together)[: 4 * MOST_NAMES]
            row.save()
            changed = True
    OldQuery.objects.bulk_create(OldQuery(path=path, names=sorted(names)) for path, names in wanted.items())
    return changed or bool(wanted)
