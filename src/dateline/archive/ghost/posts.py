"""One post or page of Ghost as a document."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from dateline.archive.ghost.lexical import lexical_markup
from dateline.archive.ghost.mobiledoc import mobiledoc_markup
from dateline.archive.ghost.tables import Tables
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.pictures import caption_and_credit
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldPicture, Problem, Related

_GHOST = "__GHOST_URL__"
_STATUSES = {"published": "public", "draft": "draft", "scheduled": "draft", "sent": "draft"}


def read_post(post: dict[str, Any], *, tables: Tables, zone: tzinfo) -> Document:
    """Return a post as a document; the caller knows the file and adds its name."""
    number = str(post.get("id") or "")
    meta = {**post, **{name: value for name, value in tables.meta_of(number).items() if value}}
    unmapped: list[str] = []
    blocks, problems = _blocks(post, unmapped)
    lead = _lead(meta)
    authors = tables.authors_of(number) or _one_author(post, tables)
    tags = tables.tags_of(number)
    names = [tag.name for tag in tags if not tag.is_internal]
    times: dict[str, datetime | None] = {}
    for field in ("published_at", "updated_at"):
        times[field], problem = _moment(post.get(field), zone=zone, field=field)
        problems.extend([problem] if problem else [])
    status, notes = _status(post)
    unmapped.extend(notes)
    unmapped.extend(f"tag {tag.name}" for tag in tags if tag.is_internal)
    updated = _real_update(times["published_at"], times["updated_at"])
    pictures = [*([lead] if lead else []), *(each for block in blocks for each in block.pictures)]
    credits_ = tuple(dict.fromkeys(each.credit for each in pictures if each.credit))
    slug = str(post.get("slug") or "")
    document = Document(
        file="",
        id=str(post.get("uuid") or number),
        kind="page" if post.get("type") == "page" or post.get("page") in (1, True) else "story",
        status=status,
        address=f"/{slug}/" if slug else "",
        other_addresses=_others(post, slug),
        headline=plain(_text(post, "title")) or None,
        standfirst=_text(meta, "custom_excerpt") or None,
        description=_text(meta, "meta_description", "og_description", "twitter_description") or None,
        section=names[0] if names else None,
        sections=tuple(names[:1]),
        topics=tuple(dict.fromkeys(names[1:])),
        tags=tuple(dict.fromkeys(names)),
        published=times["published_at"],
        updated=updated,
        updates=(updated,) if updated else (),
        authors=tuple(dict.fromkeys(author.name for author in authors)),
        people=tuple(authors),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=credits_[0] if credits_ else None,
        credits=credits_,
        blocks=blocks,
        inline_related=tuple(Related(each.text, None) for each in blocks if each.kind == "related"),
        language=_text(post, "locale") or tables.language,
        errors=tuple(problems),
        unmapped=tuple(dict.fromkeys(unmapped)),
    )
    guesses = {"updated": "Ghost moves this time whenever somebody saves", "section": "the first tag"}
    return graded(document, why="a field of the export", guesses=guesses)


def _text(holder: dict[str, Any], *names: str) -> str:
    text = next((str(holder[name]).strip() for name in names if holder.get(name)), "")
    return text if text.isascii() else mended(text) or text


def _moment(value: Any, *, zone: tzinfo, field: str) -> tuple[datetime | None, Problem | None]:
    return read_moment(str(value) if value else "", zone=zone, field=field, assumed=UTC)


def _real_update(published: datetime | None, updated: datetime | None) -> datetime | None:
    if published and updated and updated - published < timedelta(minutes=1):
        return None
    return updated


def _status(post: dict[str, Any]) -> tuple[str, list[str]]:
    told = str(post.get("status") or "published")
    notes = [f"status {told}"] if told not in ("published", "draft") else []
    visibility = str(post.get("visibility") or "public")
    if visibility != "public":
        notes.append(f"visibility {visibility}")
    return _STATUSES.get(told, "draft"), notes


def _others(post: dict[str, Any], slug: str) -> tuple[str, ...]:
    found = [f"/{slug}/amp/" if slug else "", f"/p/{post['uuid']}/" if post.get("uuid") else ""]
    return tuple(each for each in found if each)


def _one_author(post: dict[str, Any], tables: Tables) -> list[Any]:
    """Before co-authors, each post named one author itself."""
    author = tables.authors.get(str(post.get("author_id") or post.get("author") or ""))
    return [author] if author else []


def _blocks(post: dict[str, Any], unmapped: list[str]) -> tuple[tuple[Block, ...], list[Problem]]:
    markup, problems = _markup(post, unmapped.append)
    markup = (mended(markup) or markup).replace(_GHOST, "")
    return blocks_from(fragment(markup), Choices()), problems


def _markup(post: dict[str, Any], unknown: Callable[[str], None]) -> tuple[str, list[Problem]]:
    """The editor's own document says most; Markdown in it is read as Ghost rendered it."""
    rendered = _text(post, "html")
    problems: list[Problem] = []
    for name, convert in (("lexical", lexical_markup), ("mobiledoc", mobiledoc_markup)):
        source = post.get(name)
        if not source or (rendered and "markdown" in str(source)):
            continue
        try:
            tree = json.loads(source) if isinstance(source, str) else source
            markup = convert(tree, unknown)
        except (ValueError, TypeError, RecursionError) as error:
            if not rendered:
                problems.append(Problem(name, f"it cannot be read: {error}", f"a document in {name}"))
            continue
        if markup.strip():
            return markup, []
    if rendered:
        return rendered, []
    paragraphs = _text(post, "plaintext", "markdown").split("\n\n")
    return "".join(f"<p>{plain(each.replace('<', '&lt;'))}</p>" for each in paragraphs), problems


def _lead(meta: dict[str, Any]) -> OldPicture | None:
    source = _text(meta, "feature_image", "image").replace(_GHOST, "")
    if not address_of(source, base="https://x.invalid/"):
        return None
    caption, credit = caption_and_credit(fragment(_text(meta, "feature_image_caption")))
    picture = OldPicture(source=source, alt=_text(meta, "feature_image_alt"), caption=caption)
    return replace(picture, credit=credit) if credit else picture
