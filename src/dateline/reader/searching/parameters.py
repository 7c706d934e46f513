"""What stands in the address of a search. Whatever is there is an address: what means nothing is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from dateline.people.models import Contributor
from dateline.search.contents import PLAIN_NEWS
from dateline.search.contexts import Order, Question
from dateline.search.index.asking import Asked, parse_query
from dateline.sections.models import SectionPage, Topic
from dateline.sections.queries import topic_by_slug
from dateline.stories.choices import Label
from dateline.stories.queries import contributor_by_slug

ROOT = "/search/"
LAST_PAGE = 50
KINDS = {value or PLAIN_NEWS: name for value, name in Label.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """A search as its address says it."""

    asked: Asked
    section: SectionPage | None = None
    author: Contributor | None = None
    topic: Topic | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    order: Order = Order.BEST
    page: int = 1

    @property
    def question(self) -> Question:
        return Question(
            asked=self.asked,
            section_id=self.section.pk if self.section else None,
            contributor_id=self.author.pk if self.author else None,
            topic_id=self.topic.pk if self.topic else None,
            label=self.kind,
            since=self.since,
            until=self.until,
            order=self.order,
        )

    def address(self, **changes: object) -> str:
        """Return the address of this search with some of it changed; its first page unless that is said."""
        changed = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # fields by name
        values = {
            "q": changed.asked.text,
            "section": changed.section.slug if changed.section else "",
            "author": changed.author.slug if changed.author else "",
            "topic": changed.topic.slug if changed.topic else "",
            "kind": changed.kind,
            "since": changed.since.isoformat() if changed.since else "",
            "until": changed.until.isoformat() if changed.until else "",
            "order": changed.order if changed.order != Order.BEST else "",
            "page": str(changed.page) if changed.page > 1 else "",
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{ROOT}?{query}" if query else ROOT


def read_parameters(given: Mapping[str, str], *, sections: list[SectionPage]) -> Parameters:
    """Read an address; ``given`` are its last values by name."""
    wanted = {name: _text(given.get(name, "")) for name in ("section", "author", "topic", "kind", "order")}
    return Parameters(
        asked=parse_query(given.get("q", "")),
        section=next((section for section in sections if section.slug == wanted["section"]), None),
        author=contributor_by_slug(wanted["author"]) if wanted["author"] else None,
        topic=topic_by_slug(wanted["topic"]) if wanted["topic"] else None,
        kind=wanted["kind"] if wanted["kind"] in KINDS else "",
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        order=next((order for order in Order if order == wanted["order"]), Order.BEST),
        page=_page(given.get("page", "")),
    )


def _text(value: str) -> str:
    """Return what can be an address's part; a database refuses NUL."""
    return value[:100] if value.isprintable() else ""


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if 1 < day.year < 9999 else None


def _page(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
    return min(max(1, number), LAST_PAGE)
