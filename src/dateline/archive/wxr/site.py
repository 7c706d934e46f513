"""The first pass over an export: who wrote, which sections there were, and the media library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape

from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.pictures import split, without_label
from dateline.archive.parsing.sources import Source
from dateline.archive.parsing.trees import plain
from dateline.archive.records import OldAuthor, OldList, OldPicture, Problem
from dateline.archive.wxr.items import Item, items_of
from dateline.archive.wxr.store import Attachment, Store

_CREDITS = (
    "credit", "_credit", "photo_credit", "_photo_credit", "media_credit", "_media_credit", "photographer",
    "_wp_attachment_credit", "attachment_credit", "copyright",
)  # fmt: skip
_STORED_CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]{1,200})"')


@dataclass(slots=True)
class Site:
    """What the channel says, and what is needed to read its posts."""

    store: Store
    base: str = ""
    title: str = ""
    language: str | None = None
    authors: dict[str, OldAuthor] = field(default_factory=dict)
    categories: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    tags: dict[str, tuple[str, str]] = field(default_factory=dict)
    category_ids: dict[str, str] = field(default_factory=dict)
    author_ids: dict[str, str] = field(default_factory=dict)

    def named(self, login: str) -> str:
        """Return the name of an author as readers knew it."""
        known = self.authors.get(login) or self.authors.get(login.casefold())
        return known.name if known else login

    def lists(self) -> Iterator[OldList]:
        """Yield every page that listed stories, at WordPress's usual address and at its short one."""
        yield from _with_feeds("front", self.title, f"{self.base}/")
        for slug, (name, parent, number) in self.categories.items():
            above = self.categories.get(parent, ("", "", ""))[0]
            path = self._path(slug)
            for each in _with_feeds("section", name, f"{self.base}/category/{path}/"):
                yield replace(each, parent=above)
            if number:
                yield OldList("section", name, f"{self.base}/?cat={number}", parent=above)
        for slug, (name, _) in self.tags.items():
            yield from _with_feeds("topic", name, f"{self.base}/tag/{slug}/")
            yield OldList("topic", name, f"{self.base}/?tag={slug}")
        for login, author in self.authors.items():
            if author.address and login == author.slug:
                yield from _with_feeds("author", author.name, author.address)
        for number, login in self.author_ids.items():
            yield OldList("author", self.named(login), f"{self.base}/?author={number}")

    def _path(self, slug: str) -> str:
        parts: list[str] = []
        while slug and slug not in parts:
            parts.insert(0, slug)
            slug = self.categories.get(slug, ("", "", ""))[1]
        return "/".join(parts)


def _with_feeds(kind: str, name: str, address: str) -> Iterator[OldList]:
    yield OldList(kind, name, address)
    yield OldList("feed", name, f"{address}feed/")
    if kind == "front":
        yield from (
            OldList("feed", name, f"{address}{path}")
            for path in ("?feed=rss2", "feed/atom/", "comments/feed/")
        )


def read_site(sources: Iterable[Source]) -> Site:
    """Read everything but the posts' texts; problems are left to the second pass, which meets them again."""
    site = Site(Store())
    problems: list[Problem] = []
    for source in sources:
        for item in items_of(source, problems):
            _take(item, site)
        problems.clear()
    return site


def _take(item: Item, site: Site) -> None:
    match item.kind:
        case "item":
            _take_post(item, site)
        case "author":
            _take_author(item, site)
        case "category":
            slug = item.get("category_nicename") or item.get("cat_name")
            name = plain(item.get("cat_name")) or slug
            site.categories.setdefault(slug, (name, item.get("category_parent"), item.get("term_id")))
            site.category_ids[item.get("term_id")] = slug
        case "tag":
            slug = item.get("tag_slug")
            site.tags.setdefault(slug, (plain(item.get("tag_name")) or slug, item.get("term_id")))
        case "base_blog_url" | "base_site_url" | "link":
            address = address_of(item.get(item.kind)).rstrip("/")
            if address and (not site.base or item.kind == "base_blog_url"):
                site.base = address
        case "title" | "language":
            value = item.get(item.kind)
            if item.kind == "title":
                site.title = site.title or plain(value)
            else:
                site.language = site.language or value or None


def _take_author(item: Item, site: Site) -> None:
    login = item.get("author_login")
    if not login:
        return
    full = f"{item.get('author_first_name')} {item.get('author_last_name')}".strip()
    name = plain(unescape(item.get("author_display_name"))) or full or login
    slug = re.sub(r"[^\w-]+", "-", login.casefold()).strip("-")
    author = OldAuthor(name, slug=slug, address=f"{site.base}/author/{slug}/")
    site.authors[login] = site.authors[slug] = author
    if item.get("author_id"):
        site.author_ids[item.get("author_id")] = login


def _take_post(item: Item, site: Site) -> None:
    kind = item.get("post_type")
    if kind == "attachment":
        site.store.add_attachment(_attachment(item), parent=item.get("post_parent"))
    elif kind == "wp_block":
        site.store.add_reusable(item.id, item.fields.get("content", ""))
    elif kind == "guest-author":
        _take_guest(item, site)
    if kind not in ("revision", "nav_menu_item"):
        site.store.add_post(item.id, link=item.get("link"), title=plain(item.get("title")))


def _take_guest(item: Item, site: Site) -> None:
    """Guest authors of Co-Authors Plus are posts of a kind of their own."""
    slug = item.meta.get("cap-user_login") or item.get("post_name").removeprefix("cap-")
    name = plain(item.meta.get("cap-display_name")) or plain(item.get("title"))
    if slug and name:
        bio = plain(item.meta.get("cap-description"))
        site.authors[slug] = OldAuthor(name, slug=slug, address=f"{site.base}/author/{slug}/", bio=bio)


def _attachment(item: Item) -> Attachment:
    title = plain(item.get("title"))
    caption, credit = split(plain(item.get("excerpt")))
    stored = _STORED_CREDIT.search(item.meta.get("_wp_attachment_metadata", ""))
    told = next((item.meta[name] for name in _CREDITS if item.meta.get(name)), stored[1] if stored else "")
    picture = OldPicture(
        source=address_of(item.get("attachment_url")) or address_of(item.get("guid")),
        alt=plain(item.meta.get("_wp_attachment_image_alt")),
        caption=caption,
        credit=without_label(plain(told)) or credit,
        id=item.id,
    )
    mime = item.get("post_mime_type")
    if not mime and re.search(
        r"\.(?:mp3|m4a|ogg|wav|mp4|webm|pdf|docx?|zip)$", picture.source, re.IGNORECASE
    ):
        mime = "application/octet-stream"
    return Attachment(picture, mime, title)
