"""One page as a document: each field from the best of what the page tells, shows, and its site has taught."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, tzinfo

from dateline.archive.pagedump.bylines import read_byline, split_names
from dateline.archive.pagedump.lines import fold, is_name
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.trees import Element, text_of
from dateline.archive.records import Block, Document, OldAuthor, OldPicture, PaperFacts, Problem, Related
from dateline.archive.webpages.body import Known, Text, read_text
from dateline.archive.webpages.container import Weights, find_container, weigh
from dateline.archive.webpages.furniture import Furniture
from dateline.archive.webpages.headline import Printed, find_headline
from dateline.archive.webpages.heads import Around, day_in, read_around
from dateline.archive.webpages.lists import list_kind, list_of, menu_labels, related_on
from dateline.archive.webpages.second_opinion import second_opinion
from dateline.archive.webpages.studied import Studied
from dateline.archive.webpages.template import Template

_TOPICS_AT_MOST = 40
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|avtor[ys]?|columnists?|journalists?|contributors?|profiles?)/[^/]", re.I
)


@dataclass(slots=True)
class Reading:
    """What is gathered of one page, with the reasons for its guesses."""

    page: Studied
    template: Template
    zone: tzinfo
    weights: Weights
    recurring: frozenset[str]
    headline: Printed | None = None
    container: Element | None = None
    around: Around = field(default_factory=Around)
    guesses: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_page(page: Studied, *, template: Template, zone: tzinfo, fetched: str = "") -> Document:
    """Return a page as a document: a story, or a list of stories. The caller knows the file."""
    reading = begin(page, template=template, zone=zone)
    kind = list_kind(page, reading.weights)
    name = reading.headline.text if reading.headline else page.title
    facts = PaperFacts(name=page.told.site or page.told.publisher or None)
    if kind is not None:
        return Document(
            file="", kind="list", encoding=page.encoding, address=page.address, other_addresses=page.others,
            lists=(list_of(page, kind, name=name),), paper=facts,
        )  # fmt: skip
    if reading.headline is None or reading.container is None:
        return _without_story(page, facts)
    return replace(_story(reading), paper=facts)


def begin(page: Studied, *, template: Template, zone: tzinfo) -> Reading:
    """Find headline, text and head of a page."""
    recurring = template.recurring(part.key for part in page.parts)
    trusted = page.told.body or second_opinion(page.markup)
    weights = weigh(page.parts, trusted=trusted, recurring=recurring)
    reading = Reading(page, template, zone, weights, recurring)
    reading.container = find_container(page.body, weights, learned=template.find("body", page.body))
    learned = template.find("headline", page.body)
    reading.headline = find_headline(page.body, page.told, title=page.title, learned=learned)
    if reading.headline is not None:
        reading.around = read_around(
            page.parts,
            headline=reading.headline.element,
            container=reading.container,
            labels=_labels(reading),
            recurring=recurring,
            near=day_in(page.address),
            zone=zone,
        )
    return reading


def _labels(reading: Reading) -> frozenset[str]:
    """Return what menus name: those of the site, and of this page."""
    learned = {key for key, count in reading.template.labels.items() if count >= 3}
    return frozenset(learned | menu_labels(reading.page.body))


def _without_story(page: Studied, facts: PaperFacts) -> Document:
    what = "a headline" if page.parts else "any text"
    told = Problem(
        "page", f"no story found: the page has not {what} above running text", "a page with a story"
    )
    return Document(
        file="",
        encoding=page.encoding,
        address=page.address,
        other_addresses=page.others,
        errors=(told,),
        paper=facts,
    )


def _story(reading: Reading) -> Document:
    page, told = reading.page, reading.page.told
    assert reading.headline is not None  # noqa: S101 - read_page says so
    headline = reading.headline
    section = _section(reading)
    authors = _authors(reading)
    text = _text(reading, section=section or "", authors=authors)
    authors = authors or tuple(dict.fromkeys(text.authors))
    published = _published(reading)
    updated = _updated(reading, published)
    lead = _lead(reading, text)
    pictures = [*([lead] if lead else []), *(each for block in text.blocks for each in block.pictures)]
    credits_ = tuple(
        dict.fromkeys([*(each.credit for each in pictures if each.credit), *text.credits, *_credits(reading)])
    )
    standfirst = _standfirst(reading, text)
    topics = _topics(reading, text, section)
    description = next((each for each in told.descriptions if fold(each) != fold(standfirst or "")), None)
    if headline.confidence < 0.9:
        reading.guesses["headline"] = headline.why
    document = Document(
        file="",
        encoding=page.encoding,
        id=page.address,
        address=page.address,
        other_addresses=page.others,
        headline=headline.text,
        standfirst=standfirst,
        description=description,
        section=section,
        sections=(section,) if section else (),
        topics=topics,
        tags=topics,
        published=published,
        updated=updated,
        updates=(updated,) if updated else (),
        authors=authors,
        people=_people(reading, authors),
        blocks=tuple(text.blocks),
        related=_related(reading, text),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=credits_[0] if credits_ else None,
        credits=credits_,
        bio=text.bio,
        dropped=tuple(text.dropped),
        language=told.language,
        errors=tuple(reading.problems),
    )
    return graded(
        document, why="found on the page", reasons=reading.reasons, guesses=reading.guesses, sure=0.95
    )


def _related(reading: Reading, text: Text) -> tuple[Related, ...]:
    headline = fold(reading.headline.text) if reading.headline else ""
    listed = related_on(reading.page.parts, headline=headline)
    known = {fold(each.headline) for each in listed}
    others = [each for each in text.related if fold(each.headline) not in known | {headline}]
    return tuple(dict.fromkeys([*listed, *others]))


def _text(reading: Reading, *, section: str, authors: tuple[str, ...]) -> Text:
    furniture = Furniture(reading.weights.share)
    page, container = reading.page, reading.container
    headline = reading.headline
    assert container is not None and headline is not None  # noqa: S101, PT018 - read_page says so
    blocks = blocks_from(container, Choices(address=page.address, skips=furniture))
    blocks = _below_headline(blocks, headline.text)
    standfirst = reading.around.standfirst
    known = Known(
        headline=fold(headline.text),
        standfirst=fold(standfirst[0]) if standfirst else "",
        section=fold(section),
        authors=authors,
        recurring=reading.recurring,
    )
    return read_text(blocks, known)


def _below_headline(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    """What stands above the headline in the same container is the way to it, except for a picture."""
    key = fold(headline)
    at = next((at for at, block in enumerate(blocks[:12]) if fold(block.text) == key), None)
    if at is None:
        return blocks
    return (*(block for block in blocks[:at] if block.kind == "picture"), *blocks[at + 1 :])


def _published(reading: Reading) -> datetime | None:
    page, around = reading.page, reading.around
    shown = around.times.published
    for value in page.told.published:
        moment, problem = read_moment(
            value, zone=reading.zone, field="the page's metadata", near=day_in(page.address)
        )
        if moment is None:
            reading.problems.extend([problem] if problem and len(reading.problems) < 3 else [])
            continue
        if _is_midnight(moment) and shown is not None and shown.date() == moment.date():
            return shown
        reading.problems.clear()
        reading.reasons["published"] = "named by the page's metadata"
        return moment
    reading.problems.clear()
    for moment, _ in around.stamps:
        reading.reasons["published"] = "the time element at the headline"
        return moment
    learned = reading.template.find("published", page.body)
    if learned is not None:
        moment, _ = read_moment(
            text_of(learned), zone=reading.zone, field="published", near=day_in(page.address)
        )
        if moment is not None:
            reading.reasons["published"] = "where pages of this site print it"
            return moment
    if shown is not None:
        guessed = dict(around.times.guesses).get("published")
        if guessed:
            reading.guesses["published"] = guessed
        return shown
    reading.problems.extend(around.times.problems)
    day = day_in(page.address)
    if day is not None and not reading.problems:
        reading.guesses["published"] = "the day in the page's address"
        return datetime.combine(day, time.min, reading.zone)
    return None


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _updated(reading: Reading, published: datetime | None) -> datetime | None:
    around = reading.around
    shown = around.updates[0] if around.updates else around.times.updated
    if shown is not None and published is not None and shown > published:
        return shown
    for value in reading.page.told.modified:
        moment, _ = read_moment(value, zone=reading.zone, field="the page's metadata")
        if moment is not None and published is not None and (moment - published).total_seconds() >= 60:
            reading.guesses["updated"] = "named by the page's metadata; many systems move it at every save"
            return moment
    return None


def _section(reading: Reading) -> str | None:
    told = reading.page.told
    site = {fold(each) for each in (told.site, told.publisher) if each}
    for value in told.sections:
        if 1 < len(value) <= 60 and fold(value) not in site:
            reading.reasons["section"] = "named by the page's metadata"
            return value
    crumbs = _breadcrumbs(reading)
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


def _breadcrumbs(reading: Reading) -> list[str]:
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


def _authors(reading: Reading) -> tuple[str, ...]:
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


def _people(reading: Reading, authors: tuple[str, ...]) -> tuple[OldAuthor, ...]:
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


def _credits(reading: Reading) -> list[str]:
    header = reading.around.header
    return list(header.credits) if header is not None else []


def _standfirst(reading: Reading, text: Text) -> str | None:
    if reading.around.standfirst is not None:
        return reading.around.standfirst[0]
    learned = reading.template.find("standfirst", reading.page.body)
    if learned is not None and 20 <= len(text_of(learned)) <= 600:
        return text_of(learned)
    told = reading.page.told.standfirsts
    return told[0] if told else None


def _lead(reading: Reading, text: Text) -> OldPicture | None:
    if text.lead is not None:
        return text.lead
    in_text = {each.source for block in text.blocks for each in block.pictures}
    for picture in reading.page.told.images:
        source = address_of(picture.source, base=reading.page.address)
        if source and source not in in_text and not reading.template.is_default_image(source):
            return replace(picture, source=source)
    return None


def _topics(reading: Reading, text: Text, section: str | None) -> tuple[str, ...]:
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
