"""Open Graph, meta and link elements, and microdata: what the head and the attributes of a page say."""

from __future__ import annotations

import re
from html import unescape

from dateline.archive.parsing.trees import Element, squeezed, tag_of, text_of
from dateline.archive.records import OldPicture
from dateline.archive.webpages.told import Told, is_article_type

_FIELDS: dict[str, tuple[str, ...]] = {
    "published": ( "article:published_time", "og:article:published_time", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "mediator_published_time", "article.published",
    "pubdate", "publishdate", "publish-date", "publish_date", "published", "dc.date.issued",
    "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date", "date",
    "creation_date", "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", ),
    "modified": ( "article:modified_time", "og:updated_time", "datemodified", "article.updated",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "last_modified", "revised",
    "updated", ), "authors": ( "author", "article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "mediator_author", "byl", "citation_author", "twitter:data1", ),
    "sections": ( "article:section", "og:article:section", "parsely-section", "news_section", "section",
    "category", "mediator_theme", "cxenseparse:section", ), "topics": ("article:tag", "og:article:tag",
    "news_keywords", "parsely-tags", "sailthru.tags", "keywords"), "headlines": ("og:title",
    "twitter:title", "dc.title", "parsely-title", "sailthru.title", "mediator_title"), "descriptions":
    ("description", "og:description", "twitter:description", "dc.description"),
}  # fmt: skip
_MICRODATA = {
    "headline": "headlines", "datePublished": "published", "dateCreated": "published",
    "dateModified": "modified", "articleSection": "sections", "alternativeHeadline": "standfirsts",
    "description": "descriptions",
}  # fmt: skip


def read_meta(tree: Element, told: Told) -> None:
    """Add what meta and link elements say, behind what is known already."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        content = squeezed(unescape(meta.get("content") or ""))
        if name and content and len(content) < 5_000:
            found.setdefault(name, []).append(content)
    labelled = found.get("twitter:label1", [""])[0].casefold()
    if labelled not in ("written by", "author", "автор", "написано автором"):
        found.pop("twitter:data1", None)
    for field, names in _FIELDS.items():
        values: list[str] = getattr(told, field)
        for name in names:
            values.extend(_split(found.get(name, []), field))
    told.kind = found.get("og:type", [""])[0].casefold()
    told.site = found.get("og:site_name", found.get("application-name", [""]))[0]
    told.language = told.language or _language(tree, found)
    _take_images(found, told)
    _take_links(tree, told, found)


def _split(values: list[str], field: str) -> list[str]:
    if field == "authors":
        return [value for value in values if not value.startswith(("http:", "https:", "/", "@"))]
    if field == "topics":
        return [part.strip() for value in values for part in re.split(r"[,;]", value) if part.strip()]
    return values


def _language(tree: Element, found: dict[str, list[str]]) -> str | None:
    told = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    told = told or next(iter([*found.get("content-language", []), *found.get("og:locale", [])]), "")
    match = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?", told or "")
    return match[0].replace("_", "-") if match else None


def _take_images(found: dict[str, list[str]], told: Told) -> None:
    alt = found.get("og:image:alt", [""])[0]
    for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"):
        told.images.extend(OldPicture(source, alt=alt) for source in found.get(name, []))


def _take_links(tree: Element, told: Told, found: dict[str, list[str]]) -> None:
    for link in tree.iter("link"):
        relation = (link.get("rel") or "").lower().split()
        address = (link.get("href") or "").strip()
        if not address:
            continue
        if "canonical" in relation:
            told.addresses.insert(0, address)
        elif "shortlink" in relation or "amphtml" in relation:
            told.short_addresses.append(address)
        elif "alternate" in relation and re.search(r"rss|atom|feed\+json", link.get("type") or ""):
            told.feeds.append((squeezed(link.get("title") or ""), address))
    told.addresses.extend(found.get("og:url", []))
    told.addresses.extend(found.get("al:web:url", []))


def read_microdata(tree: Element, told: Told) -> None:
    """Add what attributes of the story say; those of its comments and of other stories do not count."""
    for element in tree.iter():
        if not tag_of(element):
            continue
        if element.get("itemtype"):
            told.types.append(element.get("itemtype").split()[0])
        properties = (element.get("itemprop") or "").split()
        if not properties or not _is_of_story(element):
            continue
        value = squeezed(element.get("content") or element.get("datetime") or text_of(element))
        for name in properties:
            if name in _MICRODATA and value:
                getattr(told, _MICRODATA[name]).append(value)
            elif name == "author":
                _take_author(element, told)
            elif name == "keywords" and value:
                told.topics.extend(part.strip() for part in re.split(r"[,;]", value))


def _is_of_story(element: Element) -> bool:
    for above in element.iterancestors():
        if above.get("itemprop") in ("author", "publisher", "image", "comment", "relatedLink"):
            return False
        if above.get("itemscope") is not None or above.get("itemtype"):
            return is_article_type((above.get("itemtype") or "").strip())
    return True


def _take_author(element: Element, told: Told) -> None:
    named = element.find(".//*[@itemprop='name']")
    holder = named if named is not None else element
    name = squeezed(holder.get("content") or text_of(holder))
    if 2 <= len(name) <= 80 and not name.startswith("http"):
        told.authors.append(name)
