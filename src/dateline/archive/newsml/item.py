"""One news item of NewsML-G2, or one NITF document, as a document of the archive.

Source: IPTC NewsML-G2 2.34 (https://iptc.org/std/NewsML-G2/) and NITF 3.6 (https://iptc.org/std/NITF/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from dateline.archive.newsml.nitf import markup_of
from dateline.archive.pagedump.bylines import read_byline, split_names
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import blocks_from
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.pictures import split
from dateline.archive.parsing.trees import Element, fragment, squeezed
from dateline.archive.parsing.xml_items import local
from dateline.archive.records import Block, Document, OldPicture, Problem

_STATUSES = {"usable": "public", "withheld": "draft", "canceled": "gone", "cancelled": "gone"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def below(element: Element, *names: str) -> Iterator[Element]:
    """Yield descendants by their local names."""
    for each in element.iter():
        if local(each.tag) in names:
            yield each


def text_in(element: Element | None, *names: str) -> str:
    """Return the text of the first descendant with one of the names that has any."""
    for name in names:
        for each in below(element, name) if element is not None else ():
            text = squeezed("".join(each.itertext()))
            if text:
                return text
    return ""


def first(element: Element, name: str) -> Element | None:
    """Return the first descendant of a name."""
    return next(below(element, name), None)


def kind_of(item: Element) -> str:
    """Return the class of an item, such as text or picture."""
    told = first(item, "itemClass")
    code = (told.get("qcode") or told.get("uri") or "") if told is not None else ""
    return re.split(r"[:/]", code)[-1] or "text"


def read_item(item: Element, *, zone: tzinfo, pictures: tuple[OldPicture, ...]) -> Document:
    """Return a text item as a document; ``pictures`` belong to it by its package."""
    meta, content = first(item, "itemMeta"), first(item, "contentMeta")
    nitf = first(item, "nitf")
    problems: list[Problem] = []
    blocks = tuple(_blocks(item, nitf))
    published = _time(meta, content, ("firstCreated", "contentCreated", "versionCreated"), zone, problems)
    updated = _time(meta, content, ("versionCreated",), zone, problems)
    sections, topics = _subjects(content if content is not None else item)
    lead, rest = _lead(blocks, pictures)
    links = [address_of(each.get("href")) for each in below(item, "link", "altId") if each.get("href")]
    guid = item.get("guid") or _nitf_id(nitf)
    headline = text_in(content, "headline") or text_in(nitf, "hl1", "hedline", "title")
    standfirst = text_in(nitf, "hl2") if nitf is not None and text_in(content, "headline") == "" else ""
    status, notes = _status(meta)
    if published and updated and updated <= published:
        updated = None
    document = Document(
        file="",
        id=guid,
        address=address_of(guid),
        other_addresses=tuple(each for each in dict.fromkeys(links) if each and each != address_of(guid)),
        status=status,
        headline=headline or None,
        standfirst=_described(content) or standfirst or text_in(nitf, "abstract") or None,
        section=sections[0] if sections else None,
        sections=sections,
        topics=topics,
        tags=topics,
        published=published or _nitf_time(nitf, zone, problems),
        updated=updated,
        updates=(updated,) if updated else (),
        authors=_authors(content, nitf),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=(lead.credit or None) if lead else None,
        credits=tuple(dict.fromkeys(each.credit for each in pictures if each.credit)),
        blocks=rest,
        language=item.get(_XML_LANG) or None,
        errors=tuple(dict.fromkeys(problems)),
        unmapped=tuple(dict.fromkeys([*notes, *_notes(item)])),
    )
    return graded(document, why="an element of the item")


def picture_of(item: Element) -> OldPicture | None:
    """Return the picture that an item of that class holds: the largest of its files."""
    files = [each for each in below(item, "remoteContent") if each.get("href")]
    if not files:
        return None

    def width(each: Element) -> int:
        value = each.get("width") or each.get("size") or "0"
        return int(value) if value.isdecimal() and len(value) < 12 else 0

    content = first(item, "contentMeta")
    caption, credit = split(_described(content))
    told = text_in(content, "by", "creditline") or text_in(first(item, "contentMeta"), "creator")
    return OldPicture(
        source=address_of(max(files, key=width).get("href")) or max(files, key=width).get("href"),
        alt=text_in(content, "headline"),
        caption=caption,
        credit=re.sub(r"^(?:by|photo:?)\s+", "", told, flags=re.IGNORECASE) or credit,
        id=item.get("guid") or "",
    )


def _time(
    meta: Element | None,
    content: Element | None,
    names: tuple[str, ...],
    zone: tzinfo,
    problems: list[Problem],
) -> datetime | None:
    for name in names:
        text = text_in(meta, name) or text_in(content, name)
        moment, problem = read_moment(text, zone=zone, field=name)
        if problem is not None:
            problems.append(problem)
            return None
        if moment is not None:
            return moment
    return None


def _nitf_id(nitf: Element | None) -> str:
    told = first(nitf, "doc-id") if nitf is not None else None
    return (told.get("id-string") or "") if told is not None else ""


def _nitf_time(nitf: Element | None, zone: tzinfo, problems: list[Problem]) -> datetime | None:
    if nitf is None or problems:
        return None
    for name in ("date.issue", "date.release", "story.date", "pubdata"):
        for each in below(nitf, name):
            moment, problem = read_moment(
                each.get("norm") or each.get("date.publication") or text_in(each), zone=zone, field=name
            )
            problems.extend([problem] if problem else [])
            if moment is not None:
                return moment
    return None


def _blocks(item: Element, nitf: Element | None) -> Iterator[Block]:
    if nitf is not None:
        content = first(nitf, "body.content")
        yield from blocks_from(fragment(markup_of(content))) if content is not None else ()
        return
    for inline in below(item, "inlineXML"):
        body = first(inline, "body")
        yield from blocks_from(fragment(markup_of(body if body is not None else inline)))
        return
    for data in below(item, "inlineData"):
        text = "".join(data.itertext())
        if "html" in (data.get("contenttype") or "") or "<p" in text:
            yield from blocks_from(fragment(text))
        else:
            yield from (Block("paragraph", part.strip()) for part in text.split("\n") if part.strip())
        return


def _subjects(content: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Categories and desks are sections; other subjects are topics."""
    sections: list[str] = []
    topics: list[str] = []
    for each in below(content, "subject", "keyword", "tobject.subject", "classifier"):
        name = text_in(each, "name") or squeezed(each.text or "") or each.get("tobject.subject.matter") or ""
        kind = f"{each.get('type') or ''} {each.get('qcode') or ''} {each.get('rel') or ''}".casefold()
        if name:
            (sections if re.search(r"categor|desk|section|dept", kind) else topics).append(name)
    return tuple(dict.fromkeys(sections)), tuple(
        dict.fromkeys(each for each in topics if each not in sections)
    )


def _authors(content: Element | None, nitf: Element | None) -> tuple[str, ...]:
    names: list[str] = []
    if content is not None:
        for each in below(content, "creator", "contributor"):
            role = (each.get("role") or "").casefold()
            if not role or re.search(r"writer|author|reporter|journalist", role):
                names.append(text_in(each, "name") or each.get("literal") or "")
    if not any(names):
        told = text_in(content, "by") or text_in(nitf, "byline")
        names.extend(read_byline(told) or split_names(told) or (told,))
    return tuple(dict.fromkeys(name for name in names if name and len(name) < 100))


def _described(content: Element | None) -> str:
    return text_in(content, "description") if content is not None else ""


def _status(meta: Element | None) -> tuple[str, list[str]]:
    told = first(meta, "pubStatus") if meta is not None else None
    code = re.split(r"[:/]", (told.get("qcode") or told.get("uri") or "") if told is not None else "")[-1]
    embargo = text_in(meta, "embargoed")
    if embargo:
        return "draft", [f"embargoed until {embargo}"]
    return _STATUSES.get(code or "usable", "draft"), [] if code in ("", *_STATUSES) else [f"pubStatus {code}"]


def _notes(item: Element) -> Iterator[str]:
    for name in ("edNote", "urgency", "usageTerms"):
        if text := text_in(item, name):
            yield f"{name}: {text[:80]}"


def _lead(
    blocks: tuple[Block, ...], pictures: tuple[OldPicture, ...]
) -> tuple[OldPicture | None, tuple[Block, ...]]:
    if pictures:
        return pictures[0], (*blocks, *(Block("picture", "", pictures=(each,)) for each in pictures[1:]))
    if blocks and blocks[0].kind == "picture":
        return blocks[0].pictures[0], blocks[1:]
    return None, blocks
