"""Which old addresses a document brings, and where they are to lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

from dateline.archive.choices import ListKind
from dateline.archive.old.actions import Old
from dateline.archive.pipeline.plans import Plan
from dateline.archive.pipeline.register import Register
from dateline.archive.records import Document, OldList
from dateline.archive.sameness import host_of, old_address
from dateline.lib.feed_addresses import Format, Of, feed_address


def hosts_in(documents: Iterable[Document]) -> set[str]:
    """Return the names of the old site, as its documents give them."""
    return {
        host
        for document in documents
        for address in (document.address, *document.other_addresses)
        if (host := host_of(address))
    }


def addresses_of(plan: Plan, *, uuid: Any, register: Register, hosts: Set[str]) -> Iterator[Old]:
    """Yield the old addresses of a document; ``uuid`` is the publication that it became, if it did.

    What a redirect leads to on one of the ``hosts`` of the old site leads to the paper.
    """
    for old in (*_own(plan, uuid, hosts), *_list_addresses(plan.document, register)):
        if old.address:
            yield old


def _own(plan: Plan, uuid: Any, hosts: Set[str]) -> Iterator[Old]:
    document = plan.document
    own = [old_address(one) for one in (document.address, *document.other_addresses) if one]
    if document.kind == "redirect":
        is_elsewhere = host_of(document.target) not in {"", *hosts}
        target = document.target if is_elsewhere else old_address(document.target)
        yield from (Old(one, ListKind.ELSEWHERE, target=target) for one in own if target and one != target)
    elif document.status == "gone":
        yield from (Old(one, ListKind.STORY, is_gone=True) for one in own)
    elif uuid is not None:
        kind = ListKind.PAGE if document.kind == "page" else ListKind.STORY
        yield from (Old(one, kind, story_uuid=uuid) for one in own if one != plan.imported.address)


def _list_addresses(document: Document, register: Register) -> Iterator[Old]:
    """Yield where the old pages about sections, people and the like lead now, and their feeds."""
    for person in document.people:
        found = register.person(person.name)
        if person.address and found is not None and found.has_page:
            yield Old(old_address(person.address), ListKind.AUTHOR, target=found.get_absolute_url())
    for one in document.lists:
        address = old_address(one.address)
        is_feed = one.kind == "feed"
        target = (
            _feed_target(one, document, register) if is_feed else _list_target(one.kind, one.name, register)
        )
        if address and address != target:
            kind = one.kind if one.kind in ListKind.values else ListKind.ELSEWHERE
            yield Old(address, kind, target=target, is_gone=not target)


def _feed_target(one: OldList, document: Document, register: Register) -> str:
    """Return the feed that has what an old one had; nothing for one of comments or of what is no more.

    Exports name a feed after what it is of. One whose name is nobody's is that of the whole old site.
    """
    form = Format.ATOM if "atom" in one.address else Format.RSS
    if "comments" in one.address:
        return ""
    section, topic = register.section(one.name), register.topic(one.name)
    person, series = register.person(one.name), register.series(one.name)
    if section is not None:
        return feed_address(Of.SECTION, section.slug, form=form)
    if person is not None and person.has_page:
        return feed_address(Of.AUTHOR, person.slug, form=form)
    if topic is not None:
        return feed_address(Of.TOPIC, topic.slug, form=form)
    if series is not None:
        return feed_address(Of.SERIES, series.slug, form=form)
    is_of_something = any(
        other.name == one.name and other.kind not in ("feed", "front") for other in document.lists
    )
    return "" if is_of_something else feed_address(Of.PAPER, form=form)


def _list_target(kind: str, name: str, register: Register) -> str:
    found: Any
    match kind:
        case "front":
            return "/"
        case "section":
            found = register.section(name)
            return str(found.public_path()) if found is not None else ""
        case "author":
            found = register.person(name)
        case "topic":
            found = register.topic(name)
        case "series":
            found = register.series(name)
        case _:
            return ""
    return str(found.get_absolute_url()) if found is not None else ""
