"""Section, authors and topics of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.archive.pagedump.bylines import read_byline, split_names
from dateline.archive.pagedump.lines import fold, is_name
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.trees import text_of
from dateline.archive.records import OldAuthor
from dateline.archive.webpages.body import Text
from dateline.archive.webpages.reading import Reading

_TOPICS_AT_MOST = 40


_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|avtor[ys]?|columnists?|journalists?|contributors?|profiles?)/[^/]", re.I
)


def section_of(reading: Reading) -> str | None:
    """Return the section of the page."""
    told = reading.page.told
    site = {fold(each) for each in (told.site, told.publisher) if each}
    for value in told.sections:
        if 1 < len(value) <= 60 and fold(value) not in site:
            reading.reasons["section"] = "named by the page's metadata"
            return value
    crumbs = breadcrumbs_of(reading)
    if crumbs:
        reading.reasons["section"] = "named by the page's breadcrumbs"
        return crumbs[-1]
    learned = reading.template.find("section", reading.page.body)
    if learned is not None and 1 < len(text_of(learned)) <= 60:
        reading.reasons["section"] = "where pages of this site print it"
        return text_of(learned)
    header = reading.around.header
    if header is not None and header.section:
        reading.guesses["section"] = "the label at the headline"
        return header.section
    return None


def breadcrumbs_of(reading: Reading) -> list[str]:
    told = reading.page.told
    crumbs = told.breadcrumbs or [
        text_of(link)
        for holder in reading.page.body.iter("nav", "ul", "ol", "div", "p")
        if re.search(r"breadcrumb|crumbs", f"{holder.get('class') or ''} {holder.get('id') or ''}".casefold())
        for link in holder.iter("a")
    ]
    headline = fold(reading.headline.text) if reading.headline else ""
    homes = {"home", "main", "главная", "на главную", "start", fold(told.site), fold(told.publisher)}
    kept = [
        each for each in dict.fromkeys(crumbs) if each and fold(each) not in homes and fold(each) != headline
    ]
    return [
        each
        for each in kept
        if len(each) <= 40 and not headline.startswith(fold(each)[:30] * (len(each) > 25))
    ]


def authors_of(reading: Reading) -> tuple[str, ...]:
    """Return who wrote it."""
    told = reading.page.told
    papers = {fold(each) for each in (told.site, told.publisher) if each}
    found: list[str] = []
    for value in told.authors:
        names = read_byline(value) or split_names(value) or (value,)
        found.extend(name for name in names if fold(name) not in papers and 2 <= len(name) <= 80)
    if found:
        reading.reasons["authors"] = "named by the page's metadata"
        return _unique(found)
    header = reading.around.header
    linked = _linked_author(reading)
    if linked:
        reading.reasons["authors"] = "a link to the author's page at the headline"
        return linked
    if header is not None and header.authors:
        if "authors" in dict(header.guesses):
            reading.guesses["authors"] = dict(header.guesses)["authors"]
        return tuple(dict.fromkeys(header.authors))
    learned = reading.template.find("authors", reading.page.body)
    text = text_of(learned) if learned is not None else ""
    if 2 < len(text) <= 160:
        reading.reasons["authors"] = "where pages of this site print it"
        return read_byline(text) or split_names(text)
    return ()


def _linked_author(reading: Reading) -> tuple[str, ...]:
    """A link at the headline that leads to a page about an author, or says that it does."""
    headline, container = reading.headline, reading.container
    if headline is None or headline.element is None:
        return ()
    places = [element for element in headline.element.iterancestors() if element.tag != "body"][:2]
    for place in [*places, container]:
        for link in place.iter("a") if place is not None else ():
            name = text_of(link)
            is_author = "author" in (link.get("rel") or "").split() or _AUTHOR_PAGE.search(
                link.get("href") or ""
            )
            if is_author and is_name(name):
                return (name,)
    return ()


def people_of(reading: Reading, authors: tuple[str, ...]) -> tuple[OldAuthor, ...]:
    """Return the authors that have a page of their own."""
    told, base = reading.page.told.author_addresses, reading.page.address
    links = {
        fold(text_of(link)): link.get("href") for link in reading.page.body.iter("a") if link.get("href")
    }
    found = []
    for name in authors:
        address = address_of(told.get(name) or links.get(fold(name)), base=base)
        if address:
            found.append(OldAuthor(name, address=address))
    return tuple(found)


def topics_of(reading: Reading, text: Text, *, section: str | None) -> tuple[str, ...]:
    """Return what the page is tagged with."""
    links = [
        text_of(link) for link in reading.page.body.iter("a") if "tag" in (link.get("rel") or "").split()
    ]
    found = [each for each in [*reading.page.told.topics, *links, *text.tags] if 1 < len(each) <= 60]
    return tuple(each for each in _unique(found) if fold(each) != fold(section or ""))[:_TOPICS_AT_MOST]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, as they were first written."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return tuple(first.values())
