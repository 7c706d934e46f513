"""One ninjs item as a document; the versions differ in names and not in meaning.

Source: IPTC ninjs 1.5, 2.2 and 3.2 (https://iptc.org/std/ninjs/).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.pictures import split
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldAuthor, OldPicture, Problem, Related

Item = dict[str, Any]

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
    pictures, related, notes = _associations(item)
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
    uri = _text(item, "uri")
    standfirst = _by_role(item, "headlines", ("sub", "subheadline", "standfirst", "dek")) or _description(
        item
    )
    document = Document(
        file="",
        id=uri,
        address=address_of(uri),
        other_addresses=tuple(
            each for each in dict.fromkeys(_addresses(item)) if each and each != address_of(uri)
        ),
        status=status,
        headline=plain(_headline(item)) or None,
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
        language=_text(item, "language") or None,
        errors=tuple(problems),
        unmapped=tuple(dict.fromkeys([*told, *notes, *_unmapped(item)])),
    )
    return graded(document, why="a property of the item")


def _text(holder: Any, *names: str) -> str:
    if not isinstance(holder, dict):
        return ""
    return next(
        (str(holder[name]).strip() for name in names if isinstance(holder.get(name), str | int | float)), ""
    )


def _list(holder: Any, *names: str) -> list[Any]:
    for name in names:
        found = holder.get(name) if isinstance(holder, dict) else None
        if isinstance(found, list):
            return found
    return []


def _time(item: Item, names: tuple[str, ...], *, zone: tzinfo, problems: list[Problem]) -> datetime | None:
    for name in names:
        moment, problem = read_moment(_text(item, name), zone=zone, field=name)
        if problem is not None:
            if problem not in problems:
                problems.append(problem)
            return None
        if moment is not None:
            return moment
    return None


def _headline(item: Item) -> str:
    return (
        _text(item, "headline")
        or _by_role(item, "headlines", ("main", "headline", ""))
        or _text(item, "title")
    )


def _by_role(item: Item, name: str, roles: tuple[str, ...]) -> str:
    """Versions from 2.0 on keep several texts, each with a role."""
    texts = [each for each in _list(item, name) if isinstance(each, dict)]
    for role in roles:
        for each in texts:
            if _text(each, "role").rpartition(":")[2].casefold() == role:
                return plain(_text(each, "value"))
    return plain(_text(texts[0], "value")) if texts and "main" in roles else ""


def _description(item: Item) -> str:
    told = _text(item, "description_text") or plain(_text(item, "description_html"))
    return told or _by_role(item, "descriptions", ("main", "summary", "short"))


def _body(item: Item) -> tuple[Block, ...]:
    markup = _text(item, "body_html", "body_xhtml")
    words = _text(item, "body_text")
    for each in _list(item, "bodies"):
        value, kind = _text(each, "value"), _text(each, "contenttype", "contentType")
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
        _text(each, "name")
        for each in [*_list(item, "contributors"), *_list(item, "authors")]
        if not _text(each, "role")
        or _text(each, "role").rpartition(":")[2].casefold() in ("writer", "author", "reporter", "journalist")
    ]
    if any(writers):
        yield from filter(None, writers)
        return
    told = _text(item, "byline") or _text(item, "by")
    told = told[3:] if told[:3].casefold() == "by " else told
    yield from (
        part.strip() for part in told.replace(" and ", ",").replace(" и ", ",").split(",") if part.strip()
    )


def _people(item: Item) -> Iterator[OldAuthor]:
    for each in [*_list(item, "contributors"), *_list(item, "authors")]:
        name, address = _text(each, "name"), address_of(_text(each, "uri", "href", "link"))
        if name and (address or _text(each, "biography")):
            yield OldAuthor(name, address=address, bio=plain(_text(each, "biography")))


def _subjects(item: Item) -> Iterator[tuple[str, str]]:
    for each in _list(item, "subject", "subjects"):
        name = plain(_text(each, "name") or _text(each, "literal"))
        scheme = _text(each, "scheme", "rel").rpartition(":")[2].rpartition("/")[2].casefold()
        if name:
            yield scheme, name
    for kind in ("place", "places", "organisation", "organisations", "event", "events", "person", "people"):
        for each in _list(item, kind):
            if name := plain(_text(each, "name")):
                yield kind, name


def _associations(item: Item) -> tuple[list[tuple[str, OldPicture]], list[Related], list[str]]:
    """Return pictures, related stories and what is neither; version 1 names them, later ones list them."""
    told = item.get("associations")
    if isinstance(told, dict):
        pairs = [(str(name), each) for name, each in told.items()]
    else:
        pairs = [(_text(each, "name"), each) for each in (told if isinstance(told, list) else [])]
    pictures: list[tuple[str, OldPicture]] = []
    related: list[Related] = []
    notes: list[str] = []
    for name, each in pairs:
        kind = _text(each, "type")
        if kind in ("picture", "graphic", "photo"):
            picture = _picture(each)
            if picture.source:
                pictures.append((name.casefold(), picture))
        elif kind in ("text", "composite", "") and plain(_headline(each) if isinstance(each, dict) else ""):
            related.append(Related(plain(_headline(each)), None))
        else:
            notes.append(f"association {name or kind}: {kind or 'of no type'}")
    return pictures, related, notes


def _picture(item: Item) -> OldPicture:
    source = address_of(_best_rendition(item)) or _best_rendition(item) or address_of(_text(item, "uri"))
    caption, credit = split(_description(item))
    told = _text(item, "byline", "by") or _text(item, "creditline", "copyrightholder", "copyrightHolder")
    return OldPicture(
        source=source,
        alt=_text(item, "altText", "alttext") or plain(_headline(item)),
        caption=caption,
        credit=told or credit,
        id=_text(item, "uri"),
    )


def _best_rendition(item: Item) -> str:
    told = item.get("renditions")
    each = list(told.values()) if isinstance(told, dict) else told if isinstance(told, list) else []
    known = [rendition for rendition in each if isinstance(rendition, dict) and _text(rendition, "href")]

    def width(rendition: Item) -> float:
        value = rendition.get("width")
        return float(value) if isinstance(value, int | float) else 0.0

    return _text(max(known, key=width), "href") if known else ""


def _addresses(item: Item) -> Iterator[str]:
    for each in _list(item, "altids", "altIds"):
        yield address_of(_text(each, "value"))
    told = item.get("altids")
    if isinstance(told, dict):
        yield from (address_of(str(value)) for value in told.values())
    yield from (
        address_of(_text(each, "href")) for each in _list(item, "renditions") if _text(each, "name") == "web"
    )


def _status(item: Item) -> tuple[str, list[str]]:
    told = _text(item, "pubstatus", "pubStatus").rpartition(":")[2].casefold() or "usable"
    embargo = _text(item, "embargoed")
    if embargo:
        return "draft", [f"embargoed until {embargo}"]
    return _STATUSES.get(told, "draft"), [] if told in _STATUSES else [f"pubstatus {told}"]


def _unmapped(item: Item) -> Iterator[str]:
    for name in ("ednote", "edNote", "urgency", "usageterms", "usageTerms"):
        if item.get(name):
            yield f"{name}: {str(item[name])[:80]}"
    yield from (f"property {name}" for name in item if name not in _READ)
