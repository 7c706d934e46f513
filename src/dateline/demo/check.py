"""Hold the demo content together: every reference resolves, and every story keeps the house rules."""

import re
from collections.abc import Iterable, Iterator

from dateline.demo.load import CONTENT
from dateline.demo.paper import DemoPaper
from dateline.demo.records import DemoContentError
from dateline.demo.stories import (
    Block,
    Document,
    FactBox,
    Gallery,
    Paragraph,
    PictureBlock,
    RelatedStory,
    Story,
    Table,
    Update,
)

LABELS = {"", "opinion", "analysis", "sponsored", "explainer"}
KINDS = {"typo", "update", "clarification", "correction", "note"}
PARAGRAPH_TAGS = {"b", "i", "a"}
FACT_BOX_TAGS = {"ul", "li", "p", "b"}
SHORT_HEADLINE_LENGTH = 55


def check_paper(paper: DemoPaper) -> None:
    """Raise DemoContentError at the first thing that does not fit."""
    for name, slugs in _slug_lists(paper):
        for slug in slugs:
            if slugs.count(slug) > 1:
                raise DemoContentError(f"{name}: {slug!r} is there twice")
    pictures = {picture.stem for picture in paper.pictures}
    for person in paper.people:
        _known(person.portrait, pictures, where=f"people.toml: {person.slug}: portrait")
    _check_pictures(paper)
    entities = {entity.slug for entity in paper.entities}
    for entity in paper.entities:
        _known(entity.owned_by, entities | {""}, where=f"entities.toml: {entity.slug}: owned_by")
    _known(paper.listings.print_edition.cover, pictures, where="listings.toml: cover")
    venues = {venue.slug for venue in paper.listings.venues}
    for event in paper.listings.events:
        _known(event.venue, venues, where=f"listings.toml: {event.slug}: venue")
    stories = {story.slug for story in paper.stories}
    front = paper.front
    for slug in (front.lead, *front.secondary, *front.opinion, *front.meanwhile):
        _known(slug, stories | {""}, where="fronts.toml: home")
    for story in paper.stories:
        _check_story(story, paper=paper, pictures=pictures, stories=stories)


def _slug_lists(paper: DemoPaper) -> Iterator[tuple[str, list[str]]]:
    yield "paper.toml", [section.slug for section in paper.paper.sections]
    yield "people.toml", [person.slug for person in paper.people]
    yield "topics.toml", [topic.slug for topic in paper.topics]
    yield "series.toml", [series.slug for series in paper.series]
    yield "entities.toml", [entity.slug for entity in paper.entities]
    yield "pictures.toml", [picture.stem for picture in paper.pictures]
    yield "stories", [story.slug for story in paper.stories]
    yield "pages", [page.slug for page in paper.pages]
    yield "venues", [venue.slug for venue in paper.listings.venues]
    yield "events", [event.slug for event in paper.listings.events]


def _check_pictures(paper: DemoPaper) -> None:
    for picture in paper.pictures:
        if not picture.credit:
            raise DemoContentError(f"pictures.toml: {picture.stem}: credit is missing")
        if not (0 <= picture.focus_x <= 1 and 0 <= picture.focus_y <= 1):
            raise DemoContentError(f"pictures.toml: {picture.stem}: focus is outside the picture")


def _check_story(story: Story, *, paper: DemoPaper, pictures: set[str], stories: set[str]) -> None:
    where = f"stories/{story.slug}"
    _known(story.section, (one.slug for one in paper.paper.sections), where=f"{where}: section")
    _known(story.language, paper.paper.languages, where=f"{where}: language")
    _known(story.label, LABELS, where=f"{where}: label")
    _known(story.series, ("", *(one.slug for one in paper.series)), where=f"{where}: series")
    _known(story.lead_picture, pictures | {""}, where=f"{where}: lead_picture")
    for byline in story.bylines:
        _known(byline.who, (one.slug for one in paper.people), where=f"{where}: bylines")
        _known(byline.role, ("words", "photos"), where=f"{where}: bylines: role")
    for topic in story.topics:
        _known(topic, (one.slug for one in paper.topics), where=f"{where}: topics")
    for slug in story.related:
        _known(slug, stories - {story.slug}, where=f"{where}: related")
    if not story.bylines:
        raise DemoContentError(f"{where}: bylines is empty")
    if len(story.short_headline) > SHORT_HEADLINE_LENGTH:
        raise DemoContentError(f"{where}: short_headline is over {SHORT_HEADLINE_LENGTH} characters")
    if story.lead_picture and not story.lead_caption:
        raise DemoContentError(f"{where}: lead_caption is missing")
    appended = [block for update in story.updates for block in update.append]
    for index, block in enumerate([*story.body, *appended]):
        _check_block(block, pictures=pictures, stories=stories, where=f"{where}: body[{index}]")
    _check_updates(story, where=where)


def _check_block(block: Block, *, pictures: set[str], stories: set[str], where: str) -> None:
    match block:
        case Paragraph(html=html):
            _check_tags(html, allowed=PARAGRAPH_TAGS, where=where)
        case FactBox(html=html):
            _check_tags(html, allowed=FACT_BOX_TAGS, where=where)
        case PictureBlock(picture=stem):
            _known(stem, pictures, where=f"{where}: picture")
        case Gallery(pictures=shown):
            for one in shown:
                _known(one.picture, pictures, where=f"{where}: pictures")
        case Table(rows=rows) if len({len(row) for row in rows}) != 1:
            raise DemoContentError(f"{where}: rows differ in length")
        case RelatedStory(slug=slug):
            _known(slug, stories, where=f"{where}: slug")
        case Document(file=stem):
            if not (CONTENT / "documents" / f"{stem}.txt").is_file():
                raise DemoContentError(f"{where}: file: no document {stem!r}")


def _check_updates(story: Story, *, where: str) -> None:
    body = list(story.body)
    earlier = story.published_at
    for index, update in enumerate(story.updates):
        here = f"{where}: updates[{index}]"
        _known(update.kind, KINDS, where=f"{here}: kind")
        if update.at <= earlier:
            raise DemoContentError(f"{here}: at is not after the publication before it")
        if not (update.replace or update.append or update.headline):
            raise DemoContentError(f"{here}: changes nothing")
        if (update.kind == "correction") != bool(update.wrong and update.right):
            raise DemoContentError(f"{here}: a correction, and nothing else, says what was wrong and right")
        _check_replacements(update, body=body, where=here)
        body.extend(update.append)
        earlier = update.at


def _check_replacements(update: Update, *, body: list[Block], where: str) -> None:
    for one in update.replace:
        if one.block >= len(body) or one.old not in repr(body[one.block]):
            raise DemoContentError(f"{where}: replace: block {one.block} does not say {one.old!r}")


def _check_tags(html: str, *, allowed: set[str], where: str) -> None:
    for tag in re.findall(r"</?(\w+)", html):
        if tag not in allowed:
            raise DemoContentError(f"{where}: html: <{tag}> is not allowed")


def _known(name: str, names: Iterable[str], *, where: str) -> None:
    if name not in set(names):
        raise DemoContentError(f"{where}: unknown {name!r}")
