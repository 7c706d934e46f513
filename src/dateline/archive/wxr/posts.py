"""One post or page of WordPress as a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from html import unescape

from dateline.archive.parsing.addresses import address_of, host_of, with_last_segment
from dateline.archive.parsing.blocks import blocks_from
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.pictures import without_label
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldPicture, Problem, Related
from dateline.archive.wxr.content import from_library, read_content
from dateline.archive.wxr.items import Item
from dateline.archive.wxr.metas import (
    CAPTIONS,
    CREDITS,
    DESCRIPTIONS,
    LABELS,
    PRIMARY,
    SUBTITLES,
    first_of,
    unread,
)
from dateline.archive.wxr.site import Site

SKIPPED = frozenset([
    "attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache",
    "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation",
    "wp_font_family", "wp_font_face", "guest-author", "acf-field", "acf-field-group", "wpcf7_contact_form",
    "mc4wp-form", "elementor_library", "redirect_rule", "feedback", "shop_order", "scheduled-action",
])  # fmt: skip
"""Kinds of posts that readers never saw as pages, or that are read in the first pass."""

_UNSORTED = frozenset(("uncategorized", "bez-rubriki", "без-рубрики", "без рубрики"))
_NO_UPDATE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Times:
    published: datetime | None
    updated: datetime | None
    problems: tuple[Problem, ...]


def read_post(item: Item, *, site: Site, zone: tzinfo) -> Document:
    """Return a post as a document; the caller knows the file and adds its name."""
    link = address_of(item.get("link"))
    times = _times(item, zone)
    content = read_content(
        item.fields.get("content", ""), store=site.store, post=item.id, address=link or site.base
    )
    lead, blocks = _lead(item, site=site, blocks=content.blocks)
    sections, topics, authors, others = _terms(item, site)
    standfirst, description = _summaries(item)
    status, notes = _status(item)
    unmapped = (
        *others,
        *notes,
        *content.unmapped,
        *unread(item.meta),
        *(("comments",) if item.has_comments else ()),
    )
    credits_ = tuple(dict.fromkeys(each.credit for each in _pictures(lead, blocks) if each.credit))
    document = Document(
        file="",
        id=_id(item, site),
        kind="page" if item.get("post_type") == "page" else "story",
        status=status,
        address=link,
        other_addresses=_others(item, link=link, site=site),
        headline=plain(unescape(item.get("title"))) or None,
        standfirst=standfirst,
        description=description,
        section=sections[0] if sections else None,
        sections=sections,
        topics=topics,
        tags=topics,
        label=plain(first_of(item.meta, LABELS)) or None,
        published=times.published,
        updated=times.updated,
        updates=(times.updated,) if times.updated else (),
        authors=authors,
        people=tuple(site.authors[name] for name in _logins(item) if name in site.authors),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=credits_[0] if credits_ else None,
        credits=credits_,
        blocks=blocks,
        inline_related=tuple(Related(each.text, None) for each in blocks if each.kind == "related"),
        language=site.language,
        errors=(*times.problems, *_problems(item, status)),
        unmapped=tuple(dict.fromkeys(unmapped)),
    )
    why = "a field of the export"
    return graded(document, why=why, guesses=_guesses(document))


def _guesses(document: Document) -> dict[str, str]:
    guesses = {"updated": "WordPress moves this time whenever somebody saves"}
    if len(document.sections) > 1:
        guesses["section"] = f"the first of {len(document.sections)} categories"
    return guesses


def _id(item: Item, site: Site) -> str:
    return f"{host_of(site.base) or site.base}:{item.id}" if item.id else ""


def _times(item: Item, zone: tzinfo) -> _Times:
    problems: list[Problem] = []
    published = _time(item, "post_date", zone=zone, problems=problems)
    if published is None and not problems:
        published, problem = read_moment(item.get("pubDate"), zone=zone, field="pubDate")
        never = item.get("status") != "publish" or "-0001" in item.get("pubDate")
        problems.extend([problem] if problem and not never else [])
    updated = _time(item, "post_modified", zone=zone, problems=problems)
    if published and updated and updated - published < _NO_UPDATE:
        updated = None
    return _Times(published, updated, tuple(problems))


def _time(item: Item, name: str, *, zone: tzinfo, problems: list[Problem]) -> datetime | None:
    found, problem = read_moment(item.get(f"{name}_gmt"), zone=zone, field=f"wp:{name}_gmt", assumed=UTC)
    if found is None:
        found, local_problem = read_moment(item.get(name), zone=zone, field=f"wp:{name}")
        problem = local_problem if found is None and local_problem else problem if found is None else None
    if problem is not None:
        problems.append(problem)
    return found


def _status(item: Item) -> tuple[str, list[str]]:
    told = item.get("status")
    if item.get("post_password"):
        return "draft", ["password"]
    if told in ("publish", ""):
        return "public", []
    if told == "trash":
        return "gone", []
    return "draft", [] if told in ("draft", "auto-draft") else [f"status {told}"]


def _problems(item: Item, status: str) -> list[Problem]:
    if status == "public" and item.get("post_type") in ("post", "") and not item.get("title"):
        return [Problem("title", "the post has no title", "a headline")]
    return []


def _terms(item: Item, site: Site) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], list[str]]:
    """Return sections, topics and authors of a post, and its terms of other kinds."""
    sections: dict[str, str] = {}
    topics: list[str] = []
    others: list[str] = []
    for term in item.terms:
        name = plain(unescape(term.name))
        if term.domain == "category":
            if term.slug.casefold() not in _UNSORTED and name.casefold() not in _UNSORTED:
                sections[term.slug or name] = name
        elif term.domain in ("post_tag", "tag"):
            topics.append(name)
        elif term.domain not in ("author", "post_format", "nav_menu"):
            others.append(f"{term.domain}: {name}")
    first = site.category_ids.get(first_of(item.meta, PRIMARY), "")
    ordered = [sections.pop(first)] if first in sections else []
    # The narrower of two sections says more: a parent comes behind its child.
    parents = {site.categories[slug][1] for slug in sections if slug in site.categories}
    ordered.extend(sections[slug] for slug in sorted(sections, key=lambda slug: slug in parents))
    authors = [site.named(login) for login in _logins(item)]
    return tuple(dict.fromkeys(ordered)), tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(authors)), others


def _logins(item: Item) -> list[str]:
    together = [term.slug.removeprefix("cap-") or term.name for term in item.terms if term.domain == "author"]
    return together or ([item.get("creator")] if item.get("creator") else [])


def _summaries(item: Item) -> tuple[str | None, str | None]:
    subtitle = plain(first_of(item.meta, SUBTITLES))
    excerpt = " ".join(block.text for block in blocks_from(fragment(item.get("excerpt"))) if block.text)
    described = plain(unescape(first_of(item.meta, DESCRIPTIONS)))
    # A description with variables of its plug-in is no text.
    described = "" if "%%" in described or re.search(r"#\w+_\w+", described) else described
    standfirst = subtitle or excerpt
    return standfirst or None, described or (excerpt if subtitle and excerpt else None) or None


def _lead(
    item: Item, *, site: Site, blocks: tuple[Block, ...]
) -> tuple[OldPicture | None, tuple[Block, ...]]:
    """The featured picture leads; many papers repeat it at the beginning of the text, where it goes."""
    number = item.meta.get("_thumbnail_id", "").strip()
    if not number.isdecimal() or int(number) == 0:
        return None, blocks
    known = site.store.attachment(number)
    lead = known.picture if known else OldPicture(source=f"{site.base}/?attachment_id={number}", id=number)
    caption, credit = plain(first_of(item.meta, CAPTIONS)), without_label(plain(first_of(item.meta, CREDITS)))
    lead = replace(lead, caption=caption or lead.caption, credit=credit or lead.credit)
    if blocks and blocks[0].kind == "picture" and blocks[0].pictures:
        first = from_library(blocks[0].pictures[0], site.store)
        if first.id == number or (first.source and first.source == lead.source):
            lead = replace(lead, caption=first.caption or lead.caption, credit=first.credit or lead.credit)
            return lead, blocks[1:]
    return lead, blocks


def _pictures(lead: OldPicture | None, blocks: tuple[Block, ...]) -> list[OldPicture]:
    return [*([lead] if lead else []), *(picture for block in blocks for picture in block.pictures)]


def _others(item: Item, *, link: str, site: Site) -> tuple[str, ...]:
    found: list[str] = []
    guid = address_of(item.get("guid")) if item.get("guid").startswith(("http:", "https:")) else ""
    if item.id:
        found.append(f"{site.base}/?{'page_id' if item.get('post_type') == 'page' else 'p'}={item.id}")
    found.append(guid)
    found.extend(with_last_segment(link, slug) for slug in item.old_slugs)
    return tuple(each for each in dict.fromkeys(found) if each and each != link)
