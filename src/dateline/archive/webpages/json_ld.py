"""JSON-LD in pages: the story among the nodes, its authors and the way to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dateline.archive.parsing.trees import Element, plain
from dateline.archive.records import OldPicture
from dateline.archive.webpages.told import Told, is_article_type

LARGEST = 2_000_000
MOST_NODES = 5_000
DEEPEST = 12

Node = dict[str, Any]


def read_json_ld(tree: Element, told: Told, *, title: str) -> None:
    """Add what JSON-LD says; where several stories are described, the one most like the page's title."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    for node in nodes:
        told.types.extend(_types(node))
    stories = [node for node in nodes if any(map(is_article_type, _types(node)))]
    if stories:
        _take_story(max(stories, key=lambda node: _likeness(node, title)), told)
        listed = [node for node in stories if _likeness(node, title) > 0]
        if len(stories) > 3 and not listed:
            told.types[:] = [name for name in told.types if not is_article_type(name)] + ["ItemList"]
    for node in nodes:
        if "BreadcrumbList" in _types(node):
            told.breadcrumbs.extend(_breadcrumbs(node))
        if {"NewsMediaOrganization", "Organization", "WebSite"} & set(_types(node)):
            told.publisher = told.publisher or _name(node)


def _nodes(script: Element) -> Iterator[Node]:
    if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > LARGEST:
        return
    text = re.sub(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$", "", script.text)
    for attempt in (text, re.sub(r",\s*(?=[}\]])", "", text)):
        try:
            found = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from list(_flat(found, 0))[:MOST_NODES]
        return


def _flat(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _flat(each, depth + 1)
    elif isinstance(value, dict):
        if _types(value):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "breadcrumb"):
            yield from _flat(value.get(name), depth + 1)


def _types(node: Node) -> list[str]:
    found = node.get("@type")
    return [str(each) for each in (found if isinstance(found, list) else [found]) if each]


def _likeness(node: Node, title: str) -> int:
    headline = _text(node, "headline") or _text(node, "name")
    return len(headline) if headline and headline[:40].casefold() in title.casefold() else 0


def _text(node: Node, name: str) -> str:
    value = node.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return plain(unescape(str(value))) if isinstance(value, str | int | float) else ""


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return _text(value, "name")
    return plain(unescape(value)) if isinstance(value, str) else ""


def _take_story(node: Node, told: Told) -> None:
    for names, values in (
        (("headline", "name", "alternativeHeadline"), told.headlines),
        (("datePublished", "dateCreated"), told.published),
        (("dateModified",), told.modified),
        (("articleSection",), told.sections),
        (("description", "abstract"), told.descriptions),
    ):
        values.extend(found for name in names if (found := _text(node, name)))
    told.body = _text(node, "articleBody")
    told.publisher = told.publisher or _name(node.get("publisher"))
    told.language = told.language or _text(node, "inLanguage") or None
    _take_authors(node, told)
    keywords = node.get("keywords")
    if isinstance(keywords, str):
        told.topics.extend(part.strip() for part in re.split(r"[,;]", plain(unescape(keywords))))
    elif isinstance(keywords, list):
        told.topics.extend(_name(each) for each in keywords)
    images = node.get("image")
    for image in images if isinstance(images, list) else [images]:
        _take_image(image, told)
    page = node.get("mainEntityOfPage")
    for address in (node.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(address, str):
            told.addresses.append(address)


def _take_authors(node: Node, told: Told) -> None:
    authors = node.get("author") or node.get("creator")
    for author in authors if isinstance(authors, list) else [authors]:
        name = _name(author)
        if not name or name.startswith("http"):
            continue
        told.authors.append(name)
        if isinstance(author, dict) and isinstance(author.get("url"), str):
            told.author_addresses.setdefault(name, author["url"])


def _take_image(image: Any, told: Told) -> None:
    if isinstance(image, str):
        told.images.append(OldPicture(image))
    elif isinstance(image, dict):
        source = image.get("url") or image.get("contentUrl")
        if isinstance(source, str):
            credit = _name(image.get("creditText") or image.get("creator") or image.get("author"))
            told.images.append(OldPicture(source, caption=_text(image, "caption"), credit=credit))


def _breadcrumbs(node: Node) -> list[str]:
    items = node.get("itemListElement")
    named: list[tuple[int, str]] = []
    for place, each in enumerate(items if isinstance(items, list) else []):
        if not isinstance(each, dict):
            continue
        position = each.get("position")
        place = int(str(position)) if str(position).isdecimal() and len(str(position)) < 6 else place
        named.append((place, _name(each) or _name(each.get("item"))))
    return [name for _, name in sorted(named) if name]
