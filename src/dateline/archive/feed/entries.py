"""One entry of a feed as a document."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from dateline.archive.pagedump.bylines import read_byline, split_names
from dateline.archive.pagedump.lines import fold
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.pictures import is_image_address, split, without_label
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldAuthor, OldPicture, Problem, Related

Entry = Any
"""An entry of feedparser, which has no types."""


def read_entry(entry: Entry, *, zone: tzinfo, base: str, language: str | None) -> Document:
    """Return an entry as a document; the caller knows the file."""
    problems: list[Problem] = []
    link = address_of(entry.get("feedburner_origlink") or entry.get("link"), base=base)
    published = _time(entry, ("published", "created", "updated"), zone=zone, problems=problems)
    updated = _time(entry, ("updated",), zone=zone, problems=problems)
    if updated and published and updated - published < timedelta(minutes=1):
        updated = None
    blocks, standfirst, is_summary = _texts(entry, link or base)
    pictures = _pictures(entry)
    lead, blocks = _lead(pictures, blocks)
    names = [plain(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or []]
    categories = tuple(dict.fromkeys(name for name in names if name))
    authors, people = _authors(entry)
    in_text = [picture for block in blocks for picture in block.pictures]
    credits_ = tuple(
        dict.fromkeys(each.credit for each in [*([lead] if lead else []), *in_text] if each.credit)
    )
    number = str(entry.get("id") or link or "")
    guid = address_of(number) if number.startswith(("http:", "https:")) else ""
    document = Document(
        file="",
        id=number,
        address=link or guid,
        other_addresses=(guid,) if guid and link and guid != link else (),
        headline=plain(_mended(str(entry.get("title") or ""))) or None,
        standfirst=standfirst or None,
        section=categories[0] if categories else None,
        sections=categories[:1],
        topics=categories[1:],
        tags=categories,
        published=published,
        updated=updated,
        updates=(updated,) if updated else (),
        authors=authors,
        people=people,
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=credits_[0] if credits_ else None,
        credits=credits_,
        blocks=blocks,
        inline_related=tuple(Related(each.text, None) for each in blocks if each.kind == "related"),
        language=language,
        errors=tuple(problems),
    )
    guesses = {"section": "the first category of the entry"}
    if is_summary:
        guesses["paragraphs"] = "the feed has only a summary of the text"
    return graded(document, why="an element of the entry", guesses=guesses)


def _mended(text: str) -> str:
    return mended(text) or text


def _time(entry: Entry, names: tuple[str, ...], *, zone: tzinfo, problems: list[Problem]) -> datetime | None:
    for name in names:
        # Past feedparser's own access, which takes one time for the other where one is missing.
        moment, problem = read_moment(dict.get(entry, name), zone=zone, field=name)
        if problem is not None:
            problems.extend([] if problem in problems else [problem])
            return None
        if moment is not None:
            return moment
    return None


def _texts(entry: Entry, base: str) -> tuple[tuple[Block, ...], str, bool]:
    """Return the text, the standfirst, and whether there is no more text than a summary."""
    choices = Choices(address=base)
    contents = [_html(content) for content in entry.get("content") or []]
    full = max(contents, key=len, default="")
    summary = _html(entry.get("summary_detail") or {}) if entry.get("summary") else ""
    if len(plain(full)) < len(plain(summary)):
        full = summary
    blocks = blocks_from(fragment(_without_signature(full)), choices)
    told = plain(summary) if full != summary else ""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    if fold(told)[:80].rstrip(".… []") in fold(first) or len(told) > 600:
        # A summary cut from the beginning of the text says nothing new.
        told = ""
    return blocks, told, full == summary and len(plain(full)) < 400


def _html(content: Entry) -> str:
    value = _mended(str(content.get("value") or ""))
    if content.get("type") == "text/plain" and "<" not in value:
        return "".join(f"<p>{part}</p>" for part in value.split("\n\n") if part.strip())
    return value


def _without_signature(markup: str) -> str:
    """Leave out the line with which blogs sign each entry of their feeds."""
    return re.sub(
        r"<p>\s*(?:The post|Запись|Сообщение)\s+<a [^>]*>.{1,300}?</a>\s.{1,60}?"
        r"<a [^>]*>.{1,200}?</a>[^<]{0,30}</p>\s*$",
        "",
        markup,
        flags=re.DOTALL,
    )


def _pictures(entry: Entry) -> list[OldPicture]:
    credit = ", ".join(plain(each.get("content") or "") for each in entry.get("media_credit") or [])
    caption = plain(str(entry.get("media_itsdescription") or entry.get("media_itstitle") or ""))
    found: list[OldPicture] = []
    media = sorted(entry.get("media_content") or [], key=lambda each: -_width(each))
    for each in [*media, *(entry.get("enclosures") or []), *(entry.get("media_thumbnail") or [])]:
        source = address_of(each.get("url") or each.get("href"))
        kind = str(each.get("type") or each.get("medium") or "")
        if source and ("image" in kind or (not kind and is_image_address(source))):
            text, told = split(caption)
            found.append(OldPicture(source, caption=text, credit=without_label(credit) or told))
    return found


def _width(media: Entry) -> int:
    value = str(media.get("width") or "0")
    return int(value) if value.isdecimal() and len(value) < 9 else 0


def _lead(
    pictures: list[OldPicture], blocks: tuple[Block, ...]
) -> tuple[OldPicture | None, tuple[Block, ...]]:
    if blocks and blocks[0].kind == "picture":
        first = blocks[0].pictures[0]
        same = next((each for each in pictures if each.source == first.source), None)
        return replace(first, credit=first.credit or (same.credit if same else "")), blocks[1:]
    return (pictures[0] if pictures else None), blocks


def _authors(entry: Entry) -> tuple[tuple[str, ...], tuple[OldAuthor, ...]]:
    names: list[str] = []
    people: list[OldAuthor] = []
    raw = re.fullmatch(r"\S+@\S+\s*\((.+)\)", str(entry.get("author") or "").strip())
    for author in [{"name": raw[1]}] if raw else entry.get("authors") or []:
        told = plain(_mended(str(author.get("name") or author.get("email") or "")))
        if not told or "@" in told:
            continue
        found = read_byline(told) or split_names(told) or (told,)
        names.extend(found)
        address = address_of(author.get("href"))
        if address:
            people.append(OldAuthor(found[0], address=address))
    return tuple(dict.fromkeys(names)), tuple(dict.fromkeys(people))
