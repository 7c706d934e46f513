"""Where an address of the old site leads; announces what the answer depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.archive.models import ImportedDocument, OldAddress, OldPattern, OldQuery, digest_of_address
from dateline.archive.old.patterns import match
from dateline.archive.sameness import old_address
from dateline.edition.addresses import QUERIES_KEY
from dateline.edition.keys import announce
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication

PATTERNS = "old-patterns"
MOST_HOPS = 8
QUERIES = QUERIES_KEY
INDEXES = ("index.html", "index.htm", "index.php", "default.aspx", "default.asp")


@dataclass(frozen=True, slots=True)
class Leads:
    """Where an old address leads: to an address, or nowhere any more."""

    to: str = ""
    words: str = ""
    """What the page that is gone says, where the editor allows it."""


def address_key(address: str) -> str:
    """Return the key of everything that depends on where this old address leads."""
    return f"old-address/{digest_of_address(address)[:24]}"


def number_key(number: str) -> str:
    """Return the key of everything that depends on which story has this number."""
    return f"old-number/{number}"


def is_told_apart(path: str, names: Iterable[str]) -> bool:
    """Say whether pages of the old site at this path differed by one of these parameters."""
    announce(QUERIES)
    row = OldQuery.objects.filter(path=path).first()
    return row is not None and not set(names).isdisjoint(row.names)


def leads_from(asked: str, *, hops: int = 0) -> Leads | None:
    """Return where an address leads, as it was asked for with its query; None when nobody knows it.

    First as it is, then without its query, then by its form.
    """
    address = old_address(asked)
    if not address or "\0" in address:
        return None
    forms = forms_of(address)
    announce(*map(address_key, forms))
    rows = {row.digest: row for row in OldAddress.objects.filter(digest__in=map(digest_of_address, forms))}
    for form in forms:
        row = rows.get(digest_of_address(form))
        if row is not None:
            return _leads(row, hops=hops)
    return _by_pattern(address)


def forms_of(address: str) -> list[str]:
    """Return the forms under which an address may be kept, the most exact first."""
    path, mark, query = address.partition("?")
    paths = [path, path.rstrip("/") or "/", f"{path.rstrip('/')}/"]
    head, _, last = path.rpartition("/")
    if last.casefold() in INDEXES:
        paths.append(f"{head}/")
    exact = [f"{one}?{query}" for one in paths] if mark else []
    return list(dict.fromkeys((*exact, *paths)))


def known_addresses(addresses: Sequence[str]) -> set[str]:
    """Return those of these that lead anywhere, in few queries; announces nothing."""
    forms = {
        address: [digest_of_address(one) for one in forms_of(old_address(address))] for address in addresses
    }
    digests = {digest for each in forms.values() for digest in each}
    known = set(OldAddress.objects.filter(digest__in=digests).values_list("digest", flat=True))
    found = {address for address, each in forms.items() if known.intersection(each)}
    patterns = list(OldPattern.objects.all())
    numbers: dict[str, str] = {}
    for address in set(addresses) - found:
        for pattern in patterns:
            number = match(pattern.pattern, old_address(address))
            if number is not None and (pattern.target or pattern.is_gone):
                found.add(address)
            elif number:
                numbers[address] = number
    there = set(
        ImportedDocument.objects.filter(old_number__in=set(numbers.values())).values_list(
            "old_number", flat=True
        )
    )
    return found | {address for address, number in numbers.items() if number in there}


def _leads(row: OldAddress, *, hops: int) -> Leads | None:
    """Follow redirects of the old site to their end; one that leads back to itself leads nowhere."""
    if row.is_gone or hops > MOST_HOPS:
        return Leads()
    if row.story_uuid is not None:
        return _publication(row.story_uuid)
    if not row.target.startswith("/"):
        return Leads(to=row.target)
    return leads_from(row.target, hops=hops + 1) or Leads(to=row.target)


def _by_pattern(address: str) -> Leads | None:
    announce(PATTERNS)
    for pattern in OldPattern.objects.all():
        number = match(pattern.pattern, address)
        if number is None:
            continue
        if pattern.is_gone or pattern.target:
            return Leads(to=pattern.target)
        if not number:
            continue
        announce(number_key(number))
        found = ImportedDocument.objects.filter(old_number=number).order_by("pk").first()
        if found is not None:
            return _publication(found.story_uuid)
    return None


def _publication(uuid: Any) -> Leads | None:
    announce(f"publication/{uuid}")
    publication = Publication.objects.filter(pk=uuid).first()
    if publication is None:
        return None
    if publication.status == Status.PUBLIC:
        return Leads(to=publication.address)
    return Leads(words=publication.removal_text if publication.shows_removal_text else "")
