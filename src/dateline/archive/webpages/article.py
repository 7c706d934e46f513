"""One page as a document: each field from the best of what the page tells, shows, and its site has taught."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from dateline.archive.pagedump.lines import fold
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.trees import text_of
from dateline.archive.records import Block, Document, OldPicture, PaperFacts, Problem, Related
from dateline.archive.webpages.body import Known, Text, read_text
from dateline.archive.webpages.container import find_container, weigh
from dateline.archive.webpages.furniture import Furniture
from dateline.archive.webpages.headline import find_headline
from dateline.archive.webpages.heads import day_in, read_around
from dateline.archive.webpages.lists import list_kind, list_of, menu_labels, related_on
from dateline.archive.webpages.naming import authors_of, people_of, section_of, topics_of
from dateline.archive.webpages.reading import Reading
from dateline.archive.webpages.second_opinion import second_opinion
from dateline.archive.webpages.studied import Studied
from dateline.archive.webpages.template import Template
from dateline.archive.webpages.when import published_of, updated_of


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
    section = section_of(reading)
    authors = authors_of(reading)
    text = _text(reading, section=section or "", authors=authors)
    authors = authors or tuple(dict.fromkeys(text.authors))
    published = published_of(reading)
    updated = updated_of(reading, published)
    lead = _lead(reading, text)
    pictures = [*([lead] if lead else []), *(each for block in text.blocks for each in block.pictures)]
    credits_ = tuple(
        dict.fromkeys([*(each.credit for each in pictures if each.credit), *text.credits, *_credits(reading)])
    )
    standfirst = _standfirst(reading, text)
    topics = topics_of(reading, text, section=section)
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
        people=people_of(reading, authors),
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
