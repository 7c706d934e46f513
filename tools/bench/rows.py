"""Rows of generated stories: those of one published story, with what differs from story to story put in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from wagtail.models import Page

from dateline.publishing.models import PublicAddress, Publication, PublishedVersion, VersionContent
from dateline.sections.models import SectionPage
from dateline.stories.models import Byline, RelatedStory, StoryPage, StoryTopic
from tools.bench.facts import StoryFacts
from tools.bench.templates import Registers
from tools.bench.versions import acts_of

Table = type[models.Model]
# In the order of their references.
TABLES: tuple[Table, ...] = (
    Page, StoryPage, Byline, StoryTopic, RelatedStory,
    Publication, PublicAddress, PublishedVersion, VersionContent,
)  # fmt: skip
OWN_KEYS = (Byline, StoryTopic, RelatedStory, PublicAddress, PublishedVersion)


class RowMaker:
    """Makes rows in the order of the tables' columns, as the database wants its values."""

    def __init__(self, registers: Registers) -> None:
        self.columns = {
            table: [str(field.column) for field in table._meta.local_concrete_fields] for table in TABLES
        }
        self._places = {
            table: {name: place for place, name in enumerate(names)} for table, names in self.columns.items()
        }
        self._model_rows = {table: self._row_of_model(table, registers.model) for table in TABLES}
        self._keys: dict[Table, int] = {table: highest_key(table) for table in OWN_KEYS}
        self.children = {section.pk: _last_child(section) for section in registers.sections}

    def rows(self, story: StoryFacts) -> Iterator[tuple[Table, list[Any]]]:
        """Yield every row of a story with its table."""
        for table, values in self._values(story):
            row, places = self._model_rows[table].copy(), self._places[table]
            for name, value in values.items():
                row[places[name]] = value
            yield table, row

    def _values(self, story: StoryFacts) -> Iterator[tuple[Table, dict[str, Any]]]:
        yield Page, self._page(story)
        yield StoryPage, _story_page(story)
        yield from self._parts(story)
        yield from self._record(story)

    def _page(self, story: StoryFacts) -> dict[str, Any]:
        section = story.section
        position = self.children[section.pk] = self.children[section.pk] + 1
        return {
            "id": story.pk,
            "path": Page._get_path(section.path, section.depth + 1, position),
            "translation_key": identity(story.uuid),
            "title": story.title,
            "draft_title": story.title,
            "slug": story.slug,
            "url_path": f"{section.url_path}{story.slug}/",
            "first_published_at": moment(story.at),
            "last_published_at": moment(story.corrected_at or story.at),
            "latest_revision_id": None,
            "live_revision_id": None,
            "latest_revision_created_at": None,
        }

    def _parts(self, story: StoryFacts) -> Iterator[tuple[Table, dict[str, Any]]]:
        for order, person in enumerate(story.people):
            byline = self._keyed(Byline, story_id=story.pk, contributor_id=person.pk, sort_order=order)
            yield Byline, byline | {"published_at": moment(story.at)}
        for topic in story.topics:
            named = self._keyed(StoryTopic, storypage_id=story.pk, topic_id=topic.pk)
            yield StoryTopic, named | {"published_at": moment(story.at)}
        for order, (other, _uuid) in enumerate(story.related):
            yield (
                RelatedStory,
                self._keyed(RelatedStory, story_id=story.pk, target_id=other, sort_order=order),
            )

    def _record(self, story: StoryFacts) -> Iterator[tuple[Table, dict[str, Any]]]:
        acts = acts_of(story)
        uuid = identity(story.uuid)
        yield (
            Publication,
            {
                "uuid": uuid,
                "page_id": story.pk,
                "address": story.address,
                "published_at": moment(story.at),
                "updated_at": moment(story.corrected_at),
                "changed_at": moment(story.corrected_at or story.at),
                "latest_number": len(acts),
            },
        )
        yield (
            PublicAddress,
            self._keyed(PublicAddress, path=story.address, publication_id=uuid, since=moment(story.at)),
        )
        for act in acts:
            version = self._keyed(PublishedVersion, publication_id=uuid, address=story.address, **act.version)
            version["at"] = moment(act.at)
            yield PublishedVersion, version
            yield VersionContent, {"version_id": version["id"], **act.content}

    def _keyed(self, table: Table, **values: Any) -> dict[str, Any]:
        self._keys[table] += 1
        return {"id": self._keys[table], **values}

    def _row_of_model(self, table: Table, story: StoryPage) -> list[Any]:
        """Return the row as the database gives it, so that columns we do not know are right too."""
        found = _rows_of(table, story)
        if found is None:
            # The model has no related story: none of the columns is left as it is.
            return [
                "" if isinstance(field, models.CharField) else None
                for field in table._meta.local_concrete_fields
            ]
        column, key = found
        names = ", ".join(f'"{name}"' for name in self.columns[table])
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{table._meta.db_table}" WHERE "{column}" = %s', [key])  # noqa: S608 - names of columns
            return list(cursor.fetchone())


def _story_page(story: StoryFacts) -> dict[str, Any]:
    return {
        "page_ptr_id": story.pk,
        "uuid": identity(story.uuid),
        "published_at": moment(story.at),
        "updated_at": moment(story.corrected_at),
        "changed_at": moment(story.corrected_at or story.at),
        "listed_at": moment(story.at),
        "nearest": json.dumps(story.nearest),
        "version_number": 2 if story.corrected_at else 1,
        "section_id": story.section.pk,
        "standfirst": story.standfirst,
        "label": story.label,
        "lead_picture_id": story.picture.pk if story.picture else None,
        "body": story.body,
    }


def _rows_of(table: Table, story: StoryPage) -> tuple[str, Any] | None:
    """Return the column and the value that find the model's row."""
    uuid = identity(story.uuid)
    version = PublishedVersion.objects.get(publication=story.uuid)
    known: dict[Table, tuple[str, Any]] = {
        Page: ("id", story.pk),
        StoryPage: ("page_ptr_id", story.pk),
        Byline: ("story_id", story.pk),
        StoryTopic: ("storypage_id", story.pk),
        Publication: ("uuid", uuid),
        PublicAddress: ("publication_id", uuid),
        PublishedVersion: ("id", version.pk),
        VersionContent: ("version_id", version.pk),
    }
    return known.get(table)


def highest_key(table: Table) -> int:
    """Return the highest primary key in use."""
    return int(table._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0)


def _last_child(section: SectionPage) -> int:
    last = section.get_last_child()
    return int(Page._str2int(last.path[-Page.steplen :])) if last else 0


@cache
def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def identity(uuid: UUID) -> Any:
    """Return a UUID as this database keeps it."""
    return uuid.hex if _is_sqlite() else str(uuid)


def moment(at: datetime | None) -> Any:
    """Return a moment, which is in UTC, as this database keeps it."""
    return str(at.replace(tzinfo=None)) if at is not None and _is_sqlite() else at


def by_table(rows: Iterable[tuple[Table, list[Any]]]) -> dict[Table, list[list[Any]]]:
    """Gather rows by their table."""
    gathered: dict[Table, list[list[Any]]] = {table: [] for table in TABLES}
    for table, row in rows:
        gathered[table].append(row)
    return gathered
