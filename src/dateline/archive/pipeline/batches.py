"""Bring documents in, a batch in a transaction; what one document spoils is done again one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from dateline.archive.choices import Outcome
from dateline.archive.models import ImportedDocument
from dateline.archive.old.actions import Old, keep_addresses, keep_patterns
from dateline.archive.pipeline.finding import Slugs, former_address, known_for
from dateline.archive.pipeline.leading import addresses_of, hosts_in
from dateline.archive.pipeline.mapping import missing_things, people_of
from dateline.archive.pipeline.pages import bring_page
from dateline.archive.pipeline.pictures import Pictures
from dateline.archive.pipeline.plans import Imported, Plan, Planner, Work
from dateline.archive.pipeline.register import Register
from dateline.archive.pipeline.stories import Known, Maker
from dateline.archive.records import Document, Problem
from dateline.archive.rules import AddressRule
from dateline.publishing.actions import publish_page
from dateline.publishing.bulk.actions import publish_new_pages
from dateline.publishing.bulk.acts import NewPage
from dateline.publishing.bulk.new_rows import new_page
from dateline.publishing.bulk.rows import insert_rows
from dateline.publishing.choices import Kind
from dateline.publishing.paper_time import local_date
from dateline.publishing.queries import change_since_published
from dateline.stories.actions import resolve_related_of
from dateline.stories.models import StoryPage

logger = structlog.get_logger(__name__)

AT_ONCE = 500
"""Documents in one transaction."""

TOLD = "told"
"""Under this name a run keeps what the report says of names that it has made before their batch is in."""

Finish = Callable[[Sequence[Plan]], None]
WRITES = (Work.NEW_STORY, Work.CHANGED_STORY, Work.DRAFT, Work.PAGE)


@dataclass(slots=True)
class Importer:
    """Brings batches of documents into the paper, in the name of a run."""

    planner: Planner
    register: Register
    pictures: Pictures
    maker: Maker
    by: Any = None
    taken: list[str] = field(default_factory=list)
    """Old addresses of the last batch that lead elsewhere already."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """Notes on the batch whose names were learned when the run was killed: they are not new any more."""
    hosts: set[str] = field(default_factory=set)
    """Names of the old site, as its documents give them: what leads to one of them leads to the paper."""

    def preview(self, documents: Sequence[Document], *, first: int) -> list[Plan]:
        """Say what importing would do; write nothing."""
        plans, _twins = self.planner.plan(documents, first=first)
        for plan in plans:
            if plan.work in WRITES:
                is_new = plan.known is None or plan.uuid is not None
                outcome = Outcome.WOULD_CREATE if is_new else Outcome.WOULD_UPDATE
                plan.imported = Imported(outcome, notes=tuple(missing_things(plan.place, self.register)))
        return plans

    def bring(self, documents: Sequence[Document], *, first: int, finish: Finish) -> list[Plan]:
        """Import documents and return what became of each; ``finish`` is called in the same transaction.

        Pictures and names come in before, in transactions of their own: both are found again, and an encoder
        holds up nobody who wants to write.
        """
        self.hosts |= hosts_in(documents)
        plans, twins = self.planner.plan(documents, first=first)
        known = known_for(documents, twins)
        writing = [plan for plan in plans if plan.work in WRITES]
        notes = self._notes(writing, first=first)
        self.pictures.bring(plan.document for plan in writing)
        self._learn(writing, first=first, notes=notes)
        try:
            with transaction.atomic():
                self._write(plans, known, notes)
                finish(plans)
        except (ValidationError, DatabaseError, ValueError) as error:
            logger.info("archive.batch_one_by_one", first=first, reason=str(error)[:200])
            self._one_by_one(plans, known, notes)
            with transaction.atomic():
                finish(plans)
        return plans

    def _one_by_one(self, plans: Sequence[Plan], known: Known, notes: dict[int, list[str]]) -> None:
        for plan in plans:
            if plan.work is Work.NOTHING:
                continue
            try:
                with transaction.atomic():
                    self._write([plan], known, notes)
            except (ValidationError, DatabaseError, ValueError) as error:
                told = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                problem = Problem("story", told, "a story that can be published")
                plan.work, plan.imported = Work.NOTHING, Imported(Outcome.FAILED, problems=(problem,))

    def _notes(self, plans: Sequence[Plan], *, first: int) -> dict[int, list[str]]:
        """Return what the report says of names that are new, by the place of the document."""
        if self.told.get("at") == first:
            return {int(position): notes for position, notes in self.told["notes"].items()}
        return {plan.position: missing_things(plan.place, self.register) for plan in plans}

    @transaction.atomic
    def _learn(self, plans: Sequence[Plan], *, first: int, notes: Mapping[int, list[str]]) -> None:
        """Make the names that are missing and note whose they are: a kill may come before the batch is in."""
        known = sum(map(len, self.register.made.values()))
        self.register.learn(
            sections=(plan.place.section for plan in plans if plan.document.kind != "page"),
            people=(told for plan in plans for told in people_of(plan.document, plan.place.authors)),
            topics=(topic for plan in plans for topic in plan.place.topics),
            series=(plan.place.series for plan in plans if plan.place.series),
        )
        run = self.planner.run
        if run is not None and sum(map(len, self.register.made.values())) > known:
            told = {position: some for position, some in notes.items() if some}
            run.made = {**self.register.made, TOLD: {"at": first, "notes": told}}
            run.save(update_fields=["made"])

    def _write(self, plans: Sequence[Plan], known: Known, notes: dict[int, list[str]]) -> None:
        new = [plan for plan in plans if plan.work is Work.NEW_STORY]
        slugs = Slugs(
            (plan.document.headline, local_date(plan.document.published))
            for plan in new
            if plan.document.headline and plan.document.published
        )
        made = [self._new_page(plan, slugs, known) for plan in new]
        fresh = [one for plan, one in zip(new, made, strict=True) if plan.uuid is None]
        publish_new_pages(pages=fresh, by=self.by)
        remembered = []
        for plan, one in zip(new, made, strict=True):
            if plan.uuid is not None:
                self._publish_again(one)
            plan.imported = Imported(
                Outcome.CREATED, one.page.public_path(), notes=tuple(notes.get(plan.position, ()))
            )
            remembered.append(self._remember(plan, one.page))
        if new:
            resolve_related_of(stories=[one.page for one in made])
        for plan in plans:
            page = self._write_single(plan, known)
            if page is not None:
                plan.imported = replace(plan.imported, notes=tuple(notes.get(plan.position, ())))
                remembered.append(self._remember(plan, page))
        _save(remembered)
        self._keep_addresses(
            plans, {plan.position: one.page.uuid for plan, one in zip(new, made, strict=True)}
        )

    def _new_page(self, plan: Plan, slugs: Slugs, known: Known) -> NewPage:
        document = plan.document
        story: Any = new_page(StoryPage, live=False)
        headline, published = document.headline or "", document.published
        assert published is not None  # noqa: S101 - the planner has seen to it
        own = ""
        if plan.uuid is not None:
            story.uuid, own = plan.uuid, former_address(plan.uuid)
        story.slug = slugs.free(headline, local_date(published), own=own)
        self.maker.fill(story, document, plan.place, source=plan.source, known=known)
        section = self.register.section(plan.place.section)
        if section is None:
            raise ValueError(f"the section {plan.place.section} could not be made")
        updates = (document.updated,) if document.updated and document.updated > published else ()
        if updates and updates[0] > self.planner.now:
            updates = ()
        return NewPage(page=story, parent=section, at=published, updates=updates)

    def _publish_again(self, new: NewPage) -> None:
        """Publish what an undone import had brought, under its old identity: the record goes on.

        In place: other rules may have filed it elsewhere, and that is no update for readers.
        """
        page: Any = new.page
        new.parent.add_child(instance=page)
        publish_page(page=page, by=self.by, at=self.planner.now, is_in_place=True)

    def _write_single(self, plan: Plan, known: Known) -> Any:
        """Do what comes one by one: changes, drafts, company pages. Return the page that was written."""
        if plan.work is Work.CHANGED_STORY:
            return self._change(plan, known)
        if plan.work is Work.DRAFT:
            return self._draft(plan, known)
        if plan.work is Work.PAGE:
            page, outcome = bring_page(plan.document, known=plan.known, by=self.by, now=self.planner.now)
            plan.imported = Imported(outcome, page.public_path())
            return page
        return None

    def _change(self, plan: Plan, known: Known) -> Any:
        """Bring a public story up to date with its source; a story that stays the same gets no version."""
        assert plan.known is not None  # noqa: S101 - the planner has seen to it
        document = plan.document
        story: Any = StoryPage.objects.select_for_update().get(uuid=plan.known.story_uuid)
        slug, published = story.slug, story.published_at
        self.maker.fill(story, document, plan.place, source=plan.source, known=known)
        story.slug, story.published_at = slug, published
        section = self.register.section(plan.place.section)
        updated = document.updated
        is_later = updated is not None and story.updated_at != updated <= self.planner.now
        change = change_since_published(story)
        moves = section is not None and section.pk != story.section_id
        if change is not None and change.is_empty and not is_later and not moves:
            plan.imported = Imported(Outcome.UNCHANGED, story.public_path())
            return StoryPage.objects.get(pk=story.pk)
        if change is None or not change.is_empty or is_later:
            kind = Kind.UPDATE if change is not None and change.is_empty else ""
            at = updated if is_later and updated is not None else self.planner.now
            publish_page(page=story, by=self.by, at=at, kind=kind)
        if moves:
            StoryPage.objects.get(pk=story.pk).move(section, pos="last-child", user=self.by)
            story = StoryPage.objects.get(pk=story.pk)
        plan.imported = Imported(Outcome.UPDATED, story.public_path())
        return story

    def _draft(self, plan: Plan, known: Known) -> Any:
        if plan.known is not None:
            story: Any = StoryPage.objects.get(uuid=plan.known.story_uuid)
            self.maker.fill(story, plan.document, plan.place, source=plan.source, known=known)
            story.save_revision(user=self.by, clean=False)
            plan.imported = Imported(Outcome.UPDATED)
            return story
        story = StoryPage(live=False)
        self.maker.fill(story, plan.document, plan.place, source=plan.source, known=known)
        section: Any = self.register.section(plan.place.section)
        section.add_child(instance=story)
        story.save_revision(user=self.by, clean=False)
        plan.imported = Imported(Outcome.CREATED)
        return story

    def _remember(self, plan: Plan, page: Any) -> ImportedDocument:
        row = plan.known or ImportedDocument(source=plan.source)
        run = self.planner.run
        if plan.known is None or row.run_id is None:
            row.run = run
        row.digest, row.story_uuid, row.version_number = plan.digest, page.uuid, page.version_number
        row.revision_id, row.imported_at = page.latest_revision_id, self.planner.now
        row.old_number = plan.number
        row.last_run, row.position = (run.pk if run is not None else None), plan.position
        row.outcome = plan.imported.outcome
        return row

    def _keep_addresses(self, plans: Sequence[Plan], uuids: dict[int, Any]) -> None:
        old: list[Old] = []
        numbers: set[str] = set()
        for plan in plans:
            if plan.work is Work.NOTHING:
                continue
            uuid = uuids.get(plan.position) or (plan.known.story_uuid if plan.known else None)
            old.extend(addresses_of(plan, uuid=uuid, register=self.register, hosts=self.hosts))
            if plan.number and uuid is not None:
                numbers.add(plan.number)
        # What the paper itself says of a form holds, whatever the archive says.
        own = {rule.pattern for rule in self.planner.rules.addresses}
        brought = (pattern for plan in plans for pattern in plan.document.patterns)
        forms = [AddressRule(form, to) for form, to in brought if form not in own]
        if forms:
            keep_patterns(rules=forms, run=self.planner.run)
        if old or numbers:
            self.taken = keep_addresses(addresses=old, run=self.planner.run, numbers=numbers)


def _save(rows: Iterable[ImportedDocument]) -> None:
    listed = list(rows)
    insert_rows(ImportedDocument, [row for row in listed if row.pk is None])
    for row in listed:
        if row.pk is not None:
            row.save()
