"""The demo paper loads, is as rich as promised, and draws the same pictures every time."""

import hashlib
from collections import Counter
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from dateline.demo import pictures
from dateline.demo.content import document_text, load_demo
from dateline.demo.load import build
from dateline.demo.paper import DemoPaper
from dateline.demo.records import DemoContentError, Topic
from dateline.demo.stories import BLOCK_TYPES, Document, Paragraph, Story


@pytest.fixture(scope="module")
def demo() -> DemoPaper:
    return load_demo()


def test_counts(demo: DemoPaper) -> None:
    assert len(demo.paper.sections) == 7
    assert 9 <= len(demo.people) <= 13
    assert sum(person.kind == "columnist" for person in demo.people) >= 3
    assert sum(person.kind in {"photographer", "illustrator"} for person in demo.people) == 2
    assert len(demo.topics) >= 14
    assert {series.kind for series in demo.series} == {"classics", "digest"}
    assert len(demo.entities) == 10
    assert len(demo.stories) >= 60
    assert len(demo.pictures) >= 35
    assert len(demo.listings.venues) == 8
    assert len(demo.listings.events) == 10
    assert {page.slug for page in demo.pages} == {"about", "jobs", "privacy", "where-to-find-us"}


def test_stories_are_denser_toward_the_end(demo: DemoPaper) -> None:
    end = datetime(2026, 11, 21, tzinfo=ZoneInfo(demo.paper.time_zone))
    times = [story.published_at for story in demo.stories]
    assert sum(time >= end - timedelta(days=14) for time in times) >= 25
    assert sum(time >= end - timedelta(days=2) for time in times) >= 10
    assert max(times) < end
    assert min(times).year == 2023


def test_every_section_and_both_languages_have_stories(demo: DemoPaper) -> None:
    sections = Counter(story.section for story in demo.stories)
    assert all(sections[section.slug] >= 4 for section in demo.paper.sections)
    assert sum(story.language == "ru" for story in demo.stories) >= 6


def test_every_block_type_is_used_twice(demo: DemoPaper) -> None:
    used = Counter(type(block) for story in demo.stories for block in story.body)
    assert all(used[block] >= 2 for block in BLOCK_TYPES.values()), used


def test_stories_have_five_to_fourteen_paragraphs(demo: DemoPaper) -> None:
    for story in demo.stories:
        assert 5 <= sum(isinstance(block, Paragraph) for block in story.body) <= 14, story.slug


def test_kinds_of_update(demo: DemoPaper) -> None:
    kinds = Counter(update.kind for story in demo.stories for update in story.updates)
    assert kinds["correction"] >= 2
    assert kinds["update"] >= 3
    assert kinds["clarification"] >= 1
    assert kinds["typo"] >= 1
    assert kinds["note"] == 1


def test_corrections_say_what_was_wrong(demo: DemoPaper) -> None:
    for story in demo.stories:
        for update in story.updates:
            if update.kind == "correction":
                assert update.wrong, story.slug
                assert update.right, story.slug
                assert update.summary == f"{update.wrong} {update.right}", story.slug
                assert update.replace


def test_labeled_name_before_and_after_its_date(demo: DemoPaper) -> None:
    entity = next(one for one in demo.entities if one.slug == "open-harbor")
    assert entity.labels[0].from_date == date(2025, 6, 2)
    naming = [story for story in demo.stories if _says(story, "Open Harbor")]
    days = [story.published_at.date() for story in naming]
    assert any(day < entity.labels[0].from_date for day in days)
    assert sum(day >= entity.labels[0].from_date for day in days) >= 2
    assert any(label.until_date for one in demo.entities for label in one.labels)


def test_short_headlines_fit(demo: DemoPaper) -> None:
    assert max(len(story.short_headline) for story in demo.stories) <= 55


def test_every_picture_can_be_drawn(demo: DemoPaper) -> None:
    assert {picture.stem for picture in demo.pictures} == set(pictures.stems())
    assert all(picture.alt and picture.caption for picture in demo.pictures)


def test_documents_have_text(demo: DemoPaper) -> None:
    stems = [b.file for story in demo.stories for b in story.body if isinstance(b, Document)]
    assert all(document_text(stem).strip() for stem in stems)


@pytest.mark.parametrize("stem", ["storm-river", "portrait-tolliver"])
def test_pictures_are_the_same_every_time(stem: str) -> None:
    first, second = pictures.draw(stem), pictures.draw(stem)
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    size = Image.open(BytesIO(first)).size
    assert size == ((800, 800) if stem.startswith("portrait") else (1600, 1067))


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(DemoContentError, match=r"topics\.toml: unknown field 'colour'"):
        build(Topic, {"slug": "a", "name": "A", "colour": "red"}, where="topics.toml")


def test_a_missing_field_is_named() -> None:
    with pytest.raises(DemoContentError, match=r"topics\.toml: missing field 'description'"):
        build(Topic, {"slug": "a", "name": "A"}, where="topics.toml")


def _says(story: Story, words: str) -> bool:
    return any(isinstance(block, Paragraph) and words in block.html for block in story.body)
