"""A story page filled from a document, new or known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.archive.pipeline.blocks import Finders, body_from
from dateline.archive.pipeline.mapping import Mapped
from dateline.archive.pipeline.pictures import Pictures
from dateline.archive.pipeline.register import Register
from dateline.archive.pipeline.wording import language_of
from dateline.archive.records import Document, Problem, Related
from dateline.archive.sameness import old_address, parts_of, same_words
from dateline.people.choices import BylineRole
from dateline.stories.models import Byline, RelatedStory, StoryPage

FIRST_YEAR = 1450


@dataclass(frozen=True, slots=True)
class Known:
    """Stories that documents of a batch may point to: by old address and by headline."""

    by_address: Mapping[str, int]
    by_headline: Mapping[str, StoryPage]

    def story(self, address: str, headline: str) -> int | None:
        """Return the primary key of the story at an old address, or with this headline."""
        found = self.by_address.get(old_address(address)) if address else None
        named = self.by_headline.get(same_words(headline))
        return found or (named.pk if named is not None else None)


@dataclass(frozen=True, slots=True)
class Maker:
    """Fills story pages; what it needs from the paper is loaded beforehand, so it asks for nothing."""

    register: Register
    pictures: Pictures
    language: str

    def fill(self, story: StoryPage, document: Document, place: Mapped, *, source: str, known: Known) -> None:
        """Set everything of a story that a document tells; saves nothing."""
        page: Any = story
        page.title = (document.headline or "")[:255]
        page.standfirst = (document.standfirst or "")[:600]
        page.search_description = document.description or ""
        page.language = language_of(document, fallback=self.language)
        page.published_at = document.published
        page.label = place.label
        page.series = self.register.series(place.series) if place.series else None
        self._fill_lead(page, document)
        finders = Finders(picture=self.pictures.find, story=known.story, file=self.pictures.find_file)
        page.body = body_from(document.blocks, source=source, finders=finders)
        page.source_address = source[:400]
        people = [self.register.person(name) for name in place.authors]
        page.bylines.set(
            [
                Byline(contributor=person, role=BylineRole.WORDS, sort_order=order)
                for order, person in enumerate(dict.fromkeys(filter(None, people)))
            ]
        )
        page.topics.set(list(dict.fromkeys(filter(None, map(self.register.topic, place.topics)))))
        page.chosen_related.set(list(_related(document, known)))

    def _fill_lead(self, page: Any, document: Document) -> None:
        lead = document.lead_picture
        pk = self.pictures.find(lead) if lead is not None else None
        page.lead_picture_id = pk
        # The credit of a picture that is lost stays: the page says whose it was.
        page.lead_credit = (document.credit or (lead.credit if lead and pk is None else "") or "")[:300]
        page.lead_caption = (document.caption or (lead.caption if lead else "") or "")[:600]


def problem_of(document: Document, *, now: datetime) -> Problem | None:
    """Return why a document cannot become a story; None when it can. Its own errors are not repeated."""
    if not document.headline or not document.headline.strip():
        return Problem("headline", "there is none", "a headline")
    if not any(block.text.strip() or block.html or block.pictures or block.rows for block in document.blocks):
        return Problem("paragraphs", "there are none", "the text of a story")
    if document.published is None:
        return None if document.status == "draft" else Problem("published", "there is no date", "a date")
    if document.published.year < FIRST_YEAR:
        return Problem("published", f"the year {document.published.year}", f"a year after {FIRST_YEAR}")
    if document.published > now and document.status != "draft":
        return Problem("published", f"{document.published:%Y-%m-%d} is still to come", "a day in the past")
    return None


def wanted_headlines(document: Document) -> list[Related]:
    """Return the related stories that a document names by headline, once each."""
    blocks = [
        Related(block.text, None) for block in document.blocks if block.kind == "related" and block.text
    ]
    return list(dict.fromkeys((*document.related, *document.inline_related, *blocks)))


def linked_addresses(document: Document) -> list[str]:
    """Return the old addresses of stories that the blocks of a document name."""
    named = (block.address for block in document.blocks if block.kind == "related" and block.address)
    return [
        address
        for one in named
        if parts_of(one).scheme in ("", "http", "https") and (address := old_address(one))
    ]


def _related(document: Document, known: Known) -> Any:
    for order, related in enumerate(wanted_headlines(document)):
        yield RelatedStory(
            wanted_headline=related.headline[:400],
            wanted_section=(related.section or "")[:120],
            target=known.by_headline.get(same_words(related.headline)),
            sort_order=order,
        )
