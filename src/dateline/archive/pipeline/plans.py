"""What is to be done with each document of a batch, decided before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dateline.archive.choices import Outcome
from dateline.archive.models import ImportedDocument, ImportRun
from dateline.archive.old.patterns import match
from dateline.archive.pipeline.finding import (
    all_headlines,
    brief_stories,
    digest_of,
    source_name,
    stories_named,
    twin_on,
)
from dateline.archive.pipeline.mapping import Mapped, mapped
from dateline.archive.pipeline.stories import problem_of
from dateline.archive.records import Document, Problem
from dateline.archive.rules import Rules
from dateline.archive.sameness import old_address, same_words
from dateline.publishing.models import Publication
from dateline.publishing.paper_time import local_date
from dateline.stories.models import CompanyPage, StoryPage

_LAST_DIGITS = re.compile(r"([0-9]{1,18})$")


class Work(StrEnum):
    """What a document asks for."""

    NOTHING = "nothing"
    NEW_STORY = "new story"
    CHANGED_STORY = "changed story"
    DRAFT = "draft"
    PAGE = "page"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document."""

    outcome: Outcome
    address: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """One document, what is known of it, and what is to be done."""

    document: Document
    position: int
    place: Mapped
    source: str = ""
    digest: str = ""
    known: ImportedDocument | None = None
    work: Work = Work.NOTHING
    imported: Imported = field(default_factory=lambda: Imported(Outcome.FAILED))
    number: str = ""
    uuid: Any = None
    """Publication that it was before an import was undone."""


@dataclass(slots=True)
class Planner:
    """Decides about documents, batch after batch."""

    rules: Rules
    format_name: str
    run: ImportRun | None
    now: datetime

    def plan(
        self, documents: Sequence[Document], *, first: int
    ) -> tuple[list[Plan], dict[str, list[StoryPage]]]:
        """Return what is to be done, and the stories of the paper with the headlines that were named."""
        sign = self.rules.digest()
        plans = [
            Plan(document, first + at, mapped(document, self.rules), digest=digest_of(document, rules=sign))
            for at, document in enumerate(documents)
        ]
        twins = stories_named(all_headlines(documents))
        names = {self._name(plan.document) for plan in plans}
        names |= {self._dated(plan.document) for plan in plans}
        known = {row.source: row for row in ImportedDocument.objects.filter(source__in=names)}
        stories = brief_stories(row.story_uuid for row in known.values())
        batch = _Batch(known, stories, twins, _addresses(row.story_uuid for row in known.values()))
        for plan in plans:
            plan.number = self._number(plan.document)
            self._decide(plan, batch)
        return plans, twins

    def _decide(self, plan: Plan, batch: _Batch) -> None:
        document = plan.document
        if document.kind in ("redirect", "list") or document.status == "gone":
            plan.work, plan.imported = _address_only(document)
            return
        problem = None if document.kind == "page" else problem_of(document, now=self.now)
        if document.errors or problem is not None:
            known_problem = (problem,) if problem is not None and not document.errors else ()
            plan.imported = Imported(Outcome.FAILED, problems=known_problem)
            return
        plan.source = self._source(document, batch)
        plan.known = batch.known.get(plan.source)
        if plan.source in batch.seen:
            plan.imported = Imported(
                Outcome.DUPLICATE, notes=(f"the same document as {batch.seen[plan.source].file}",)
            )
            return
        batch.seen[plan.source] = document
        if plan.known is not None:
            self._decide_known(plan, plan.known, batch)
        elif document.kind == "page":
            plan.work = Work.PAGE
        elif document.status == "draft":
            plan.work = Work.DRAFT
        else:
            self._decide_new(plan, batch)

    def _decide_known(self, plan: Plan, known: ImportedDocument, batch: _Batch) -> None:
        if self.run is not None and known.last_run == self.run.pk and known.position == plan.position:
            # Done by this very run before it was killed.
            plan.imported = Imported(Outcome(known.outcome), batch.address(known))
            return
        if plan.document.kind == "page":
            plan.work = Work.PAGE
            page = CompanyPage.objects.filter(uuid=known.story_uuid).first()
            problem = edited_since(known, page)
        else:
            story = batch.stories.get(known.story_uuid)
            if story is None and not known.digest:
                plan.uuid = known.story_uuid
                self._decide_new(plan, batch)
                return
            plan.work = Work.DRAFT if known.version_number == 0 else Work.CHANGED_STORY
            problem = edited_since(known, story)
        if known.digest == plan.digest:
            plan.work, plan.imported = Work.NOTHING, Imported(Outcome.UNCHANGED, batch.address(known))
        elif problem is not None:
            plan.work = Work.NOTHING
            plan.imported = Imported(Outcome.CONFLICT, batch.address(known), problems=(problem,))

    def _decide_new(self, plan: Plan, batch: _Batch) -> None:
        document = plan.document
        if document.published is None or document.headline is None:
            return
        words = same_words(document.headline[:255])
        twin = twin_on(batch.twins.get(words, []), document.published)
        day = (words, local_date(document.published))
        if twin is not None and twin.uuid != plan.uuid:
            plan.imported = Imported(Outcome.DUPLICATE, address=twin.public_path())
        elif day in batch.days:
            plan.imported = Imported(Outcome.DUPLICATE, notes=(f"the same story as {batch.days[day].file}",))
        else:
            batch.days[day] = document
            plan.work = Work.NEW_STORY

    def _source(self, document: Document, batch: _Batch) -> str:
        """Return the name to remember a document by: archives have an index.txt in the folder of each day."""
        name = self._name(document)
        first = batch.seen.get(name)
        known = batch.known.get(name)
        if document.id or (known is None and first is None):
            return name
        if first is not None:
            same = first.published == document.published or same_words(first.headline or "") == same_words(
                document.headline or ""
            )
            return name if same and first.file == document.file else self._dated(document)
        assert known is not None  # noqa: S101 - said above
        story = batch.stories.get(known.story_uuid)
        same = (
            story is None
            or known.digest == digest_of(document, rules=self.rules.digest())
            or story.published_at == document.published
            or same_words(story.title) == same_words((document.headline or "")[:255])
        )
        return name if same else self._dated(document)

    def _name(self, document: Document) -> str:
        return source_name(document, format_name=self.format_name)

    def _dated(self, document: Document) -> str:
        moment = document.published.astimezone(UTC) if document.published else None
        return f"{self._name(document)}@{moment:%Y-%m-%dT%H:%M}" if moment else self._name(document)

    def _number(self, document: Document) -> str:
        """Return the number that old addresses know it by: from its own address, else from its id."""
        address = old_address(document.address) if document.address else ""
        for rule in self.rules.addresses:
            number = match(rule.pattern, address) if address else None
            if number:
                return number
        found = _LAST_DIGITS.search(document.id)
        return found[1] if found else ""


@dataclass(slots=True)
class _Batch:
    known: dict[str, ImportedDocument]
    stories: dict[Any, StoryPage]
    twins: dict[str, list[StoryPage]]
    addresses: dict[Any, str]
    seen: dict[str, Document] = field(default_factory=dict)
    days: dict[Any, Document] = field(default_factory=dict)

    def address(self, known: ImportedDocument) -> str:
        """Return the public address of what a document became; empty for a draft."""
        return self.addresses.get(known.story_uuid, "")


def edited_since(known: ImportedDocument, page: Any) -> Problem | None:
    """Return why the import must not touch a page any more: the desk has worked on it."""
    if page is None or (known.version_number and not page.live):
        return Problem("story", "the story was unpublished or deleted on the desk", "a public story")
    if known.version_number == 0:
        touched = page.live or page.latest_revision_id != known.revision_id
    else:
        touched = page.version_number != known.version_number or page.has_unpublished_changes
    if touched:
        return Problem("story", "the desk has edited the story since the import", "an untouched story")
    return None


def _addresses(uuids: Iterable[Any]) -> dict[Any, str]:
    return dict(Publication.objects.filter(pk__in=list(uuids)).values_list("pk", "address"))


def _address_only(document: Document) -> tuple[Work, Imported]:
    if document.kind == "redirect" and not (document.address and document.target):
        problem = Problem("redirect", "it leads from nowhere or to nowhere", "two addresses")
        return Work.NOTHING, Imported(Outcome.FAILED, problems=(problem,))
    return Work.ADDRESS, Imported(Outcome.ADDRESS, address=document.target)
