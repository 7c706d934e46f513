"""One ninjs item as a document; the versions differ in names and not in meaning.

Source: IPTC ninjs 1.5, 2.2 and 3.2 (https://iptc.org/std/ninjs/).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from dateline.archive.ninjs.associations import associations_of
from dateline.archive.ninjs.properties import Item, by_role, description_of, headline_of, list_of, text_of
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldAuthor, Problem

_STATUSES = {"usable": "public", "withheld": "draft", "canceled": "gone", "cancelled": "gone"}
_READ = frozenset(
    [
        "uri",
        "standard",
        "type",
        "mimetype",
        "representationtype",
        "profile",
        "version",
        "versioncreated",
        "versioncreated",
        "firstcreated",
        "published",
        "contentcreated",
        "versionCreated",
        "firstCreated",
        "contentCreated",
        "pubstatus",
        "pubStatus",
        "urgency",
        "copyrightholder",
        "copyrightHolder",
        "copyrightnotice",
        "copyrightNotice",
        "usageterms",
        "usageTerms",
        "rightsInfo",
        "language",
        "byline",
        "slugline",
        "headline",
        "headlines",
        "by",
        "title",
        "subject",
        "subjects",
        "person",
        "people",
        "organisation",
        "organisations",
        "place",
        "places",
        "object",
        "objects",
        "event",
        "events",
        "infosource",
        "infosources",
        "infoSources",
        "contributors",
        "associations",
        "renditions",
        "description_text",
        "description_html",
        "body_text",
        "body_html",
        "bodies",
        "descriptions",
        "altids",
        "altIds",
        "located",
        "ednote",
        "edNote",
        "genre",
        "genres",
        "expires",
        "embargoed",
        "embargoedreason",
        "embargoedReason",
        "charcount",
        "charCount",
        "wordcount",
        "wordCount",
        "located",
        "signals",
        "$standard",
        "trustindicators",
        "trustIndicators",
        "plannningitem",
        "contentSize",
        "accessstatus",
        "authors",
        "keywords",
        "extra",
    ]
)


def read_item(item: Item, *, zone: tzinfo) -> Document:
    """Return an item as a document; the caller knows the file."""
    problems: list[Problem] = []
    blocks = _body(item)
    pictures, related, notes = associations_of(item)
    names = [plain(name) for name in _names(item)]
    subjects = list(_subjects(item))
    sections = tuple(
        dict.fromkeys(name for kind, name in subjects if kind in ("category", "section", "desk"))
    )
    topics = tuple(dict.fromkeys(name for kind, name in subjects if name not in sections))
    published = _time(
        item,
        (
            "published",
            "firstpublished",
            "firstcreated",
            "firstCreated",
            "contentcreated",
            "contentCreated",
            "versioncreated",
            "versionCreated",
        ),
        zone=zone,
        problems=problems,
    )
    updated = _time(item, ("versioncreated", "versionCreated"), zone=zone, problems=problems)
    if updated is not None and published is not None and updated <= published:
        updated = None
    lead = next(
        (each for name, each in pictures if name.startswith(("feature", "main", "lead", "hero"))), None
    )
    lead = lead or (pictures[0][1] if pictures else None)
    others = tuple(Block("picture", "", pictures=(each,)) for _, each in pictures if each is not lead)
    status, told = _status(item)
    uri = text_of(item, "uri")
    standfirst = by_role(
        item, "headlines", roles=("sub", "subheadline", "standfirst", "dek")
    ) or description_of(item)
    document = Document(
        file="",
        id=uri,
        address=address_of(uri),
        other_addresses=tuple(
            each for each in dict.fromkeys(_addresses(item)) if each and each != address_of(uri)
        ),
        status=status,
        headline=plain(headline_of(item)) or None,
        standfirst=standfirst or None,
        section=sections[0] if sections else None,
        sections=sections,
        topics=topics,
        tags=topics,
        published=published,
        updated=updated,
        updates=(updated,) if updated else (),
        authors=tuple(dict.fromkeys(name for name in names if name)),
        people=tuple(_people(item)),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=(lead.credit or None) if lead else None,
        credits=tuple(dict.fromkeys(each.credit for _, each in pictures if each.credit)),
        blocks=(*blocks, *others),
        related=tuple(related),
        language=text_of(item, "language") or None,
        errors=tuple(problems),
        unmapped=tuple(dict.fromkeys([*told, *notes, *_unmapped(item)])),
    )
    return graded(document, why="a property of the item")


def _time(item: Item, names: tuple[str, ...], *, zone: tzinfo, problems: list[Problem]) -> datetime | None:
    for name in names:
        moment, problem = read_moment(text_of(item, name), zone=zone, field=name)
        if problem is not None:
            if problem not in problems:
                problems.append(problem)
            return None
        if moment is not None:
            return moment
    return None


def _body(item: Item) -> tuple[Block, ...]:
    markup = text_of(item, "body_html", "body_xhtml")
    words = text_of(item, "body_text")
    for each in list_of(item, "bodies"):
        value, kind = text_of(each, "value"), text_of(each, "contenttype", "contentType")
        if "html" in kind or value.lstrip().startswith("<"):
            markup = markup or value
        else:
            words = words or value
    if markup:
        return blocks_from(fragment(mended(markup) or markup))
    paragraphs = [part.strip() for part in (mended(words) or words).replace("\r", "").split("\n")]
    return tuple(Block("paragraph", part) for part in paragraphs if part)


def _names(item: Item) -> Iterator[str]:
    """Contributors with the role of a writer; else the byline, without what says that it is one."""
    writers = [
        text_of(each, "name")
        for each in [*list_of(item, "contributors"), *list_of(item, "authors")]
        if not text_of(each, "role")
        or text_of(each, "role").rpartition(":")[2].casefold()
        in ("writer", "author", "reporter", "journalist")
    ]
    if any(writers):
        yield from filter(None, writers)
        return
    told = text_of(item, "byline") or text_of(item, "by")
    told = told[3:] if told[:3].casefold() == "by " else told
    yield from (
        part.strip() for part in told.replace(" and ", ",").replace(" и ", ",").split(",") if part.strip()
    )


def _people(item: Item) -> Iterator[OldAuthor]:
    for each in [*list_of(item, "contributors"), *list_of(item, "authors")]:
        name, address = text_of(each, "name"), address_of(text_of(each, "uri", "href", "link"))
        if name and (address or text_of(each, "biography")):
            yield OldAuthor(name, address=address, bio=plain(text_of(each, "biography")))


def _subjects(item: Item) -> Iterator[tuple[str, str]]:
    for each in list_of(item, "subject", "subjects"):
        name = plain(text_of(each, "name") or text_of(each, "literal"))
        scheme = text_of(each, "scheme", "rel").rpartition(":")[2].rpartition("/")[2].casefold()
        if name:
            yield scheme, name
    for kind in ("place", "places", "organisation", "organisations", "event", "events", "person", "people"):
        for each in list_of(item, kind):
            if name := plain(text_of(each, "name")):
                yield kind, name


def _addresses(item: Item) -> Iterator[str]:
    for each in list_of(item, "altids", "altIds"):
        yield address_of(text_of(each, "value"))
    told = item.get("altids")
    if isinstance(told, dict):
        yield from (address_of(str(value)) for value in told.values())
    yield from (
        address_of(text_of(each, "href"))
        for each in list_of(item, "renditions")
        if text_of(each, "name") == "web"
    )


def _status(item: Item) -> tuple[str, list[str]]:
    told = text_of(item, "pubstatus", "pubStatus").rpartition(":")[2].casefold() or "usable"
    embargo = text_of(item, "embargoed")
    if embargo:
        return "draft", [f"embargoed until {embargo}"]
    return _STATUSES.get(told, "draft"), [] if told in _STATUSES else [f"pubstatus {told}"]


def _unmapped(item: Item) -> Iterator[str]:
    for name in ("ednote", "edNote", "urgency", "usageterms", "usageTerms"):
        if item.get(name):
            yield f"{name}: {str(item[name])[:80]}"
    yield from (f"property {name}" for name in item if name not in _READ)
