"""Carry out a run: from where it stands to its end, a batch at a time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from dateline.archive.choices import RunState
from dateline.archive.models import ImportRun
from dateline.archive.old.actions import keep_patterns
from dateline.archive.pipeline.batches import AT_ONCE, TOLD, Importer
from dateline.archive.pipeline.finding import source_name
from dateline.archive.pipeline.pictures import Pictures
from dateline.archive.pipeline.plans import Plan, Planner
from dateline.archive.pipeline.register import Register
from dateline.archive.pipeline.stories import Maker
from dateline.archive.reading import ReadingFailedError, documents_of
from dateline.archive.records import Document
from dateline.archive.report import Entries, Totals, file_entry
from dateline.archive.rules import Rules, rules_from_table
from dateline.archive.runs.connection import writing_much
from dateline.archive.runs.places import all_files_in, entries_file


class Watcher(Protocol):
    """Is told how far an import is."""

    def __call__(self, *, documents: int, files: int, total: int) -> None: ...


def unwatched(*, documents: int, files: int, total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Carrying:
    """What one start of a run needs and gathers; for a dry run the run is not saved."""

    run: ImportRun
    entries: Entries
    is_dry: bool = False
    totals: Totals = field(default_factory=Totals)
    taken: list[str] = field(default_factory=list)
    """Old addresses that lead elsewhere already."""
    readers: int = 0
    """Processes that read; 0: as many as suit the machine."""

    def documents(self, files: Sequence[Path]) -> Iterator[Document]:
        """Yield what stands in the files."""
        return documents_of(
            files,
            format_name=self.run.format,
            zone=settings.TIME_ZONE,
            options=self.run.options.get("reader", {}),
            readers=self.readers,
        )


def carry_out(run: ImportRun, *, watch: Watcher = unwatched, readers: int = 0) -> Carrying:
    """Bring in everything that the run has not brought in yet, and return what is to be reported.

    Every batch is one transaction, with the place up to which the run has come: a run that is killed goes on
    there, and ends as if nobody had disturbed it. It stops between two batches when its state is set to
    stopped. Raises nothing for what is in files.
    """
    run.state, run.problem, run.ended_at = RunState.RUNNING, "", None
    run.started_at = run.started_at or timezone.now()
    run.save()
    carrying = Carrying(run, Entries(entries_file(run)), readers=readers)
    carrying.entries.begin(run.report_size)
    with writing_much():
        _carry(carrying, watch)
    return carrying


def carry_dry(
    run: ImportRun,
    *,
    entries: Path,
    watch: Watcher = unwatched,
    most: int | None = None,
    readers: int = 0,
) -> Carrying:
    """Say what a run would do, and write nothing but the entries of the report; of ``most`` documents."""
    carrying = Carrying(run, Entries(entries), is_dry=True, readers=readers)
    carrying.entries.begin(0)
    _carry(carrying, watch, most=most)
    return carrying


def rules_of(run: ImportRun) -> Rules:
    """Return the rules of a run."""
    return rules_from_table(run.options.get("rules", {}))


def _carry(carrying: Carrying, watch: Watcher, *, most: int | None = None) -> None:
    run = carrying.run
    files = all_files_in(map(Path, run.sources))
    run.total = len(files)
    importer = _importer(carrying, files)
    if not carrying.is_dry:
        keep_patterns(rules=rules_of(run).addresses, run=run)
    documents = carrying.documents(files)
    try:
        if most is not None:
            documents = islice(documents, most)
        position = files_read = 0
        with collected_by_hand() as collect:
            for some in _batches(_after(documents, carrying)):
                position = position or run.done
                plans = _bring(carrying, importer, some, position)
                position += len(plans)
                files_read = max(files_read, run.files_done)
                watch(documents=position, files=files_read, total=run.total)
                if not carrying.is_dry and _is_stopped(run):
                    return
                del plans, some
                collect()
    except ReadingFailedError as error:
        run.problem = str(error)
    if not carrying.is_dry:
        _end(carrying, importer)


def _bring(carrying: Carrying, importer: Importer, some: Sequence[Document], position: int) -> list[Plan]:
    run = carrying.run
    begun = sum(document.document == 1 for document in some)
    entries: list[dict[str, Any]] = []

    def note(plans: Sequence[Plan]) -> int:
        # The last time counts: a batch can be tried as a whole first, and then one by one.
        entries[:] = _entries(plans, importer.pictures)
        return carrying.entries.write(entries)

    def finish(plans: Sequence[Plan]) -> None:
        run.done, run.files_done = position + len(some), before + begun
        run.last_source = source_name(some[-1], format_name=run.format)
        run.report_size = note(plans)
        run.made = importer.register.made
        run.save(update_fields=["done", "files_done", "last_source", "report_size", "made", "total"])

    before = run.files_done
    if carrying.is_dry:
        plans = importer.preview(some, first=position)
        run.done, run.files_done = position + len(some), before + begun
        carrying.entries.size = note(plans)
    else:
        plans = importer.bring(some, first=position, finish=finish)
        carrying.entries.size = run.report_size
    for plan, entry in zip(plans, entries, strict=True):
        carrying.totals.add(plan.document, entry)
    carrying.taken = (carrying.taken + importer.taken)[:1000]
    importer.taken = []
    return plans


def _entries(plans: Iterable[Plan], pictures: Pictures) -> list[dict[str, Any]]:
    return [
        file_entry(
            plan.document,
            outcome=plan.imported.outcome,
            errors=plan.imported.problems,
            address=plan.imported.address,
            notes=plan.imported.notes,
            unmapped=plan.place.unmapped,
            missing_pictures=pictures.missing(plan.document),
        )
        for plan in plans
    ]


def _after(documents: Iterator[Document], carrying: Carrying) -> Iterator[Document]:
    """Pass over what is done already, as long as it is what it was; else begin anew."""
    run, kept = carrying.run, iter(carrying.entries)
    if carrying.is_dry or not run.done:
        yield from documents
        return
    passed: list[Document] = []
    for document in islice(documents, run.done):
        entry = next(kept, None)
        if entry is not None:
            carrying.totals.add(document, entry)
        passed = [document]
    if not passed or source_name(passed[0], format_name=run.format) != run.last_source:
        run.problem = "The files have changed since the import began; it began anew."
        run.done = run.files_done = run.report_size = 0
        carrying.entries.begin(0)
        carrying.totals = Totals()
        files = all_files_in(map(Path, run.sources))
        yield from carrying.documents(files)
        return
    yield from documents


def _importer(carrying: Carrying, files: Sequence[Path]) -> Importer:
    run, options = carrying.run, carrying.run.options
    rules = rules_of(run)
    register = Register(by=run.user)
    made = dict(run.made)
    told = made.pop(TOLD, {})
    register.made = made
    folders = [Path(one) for one in options.get("pictures", [])]
    folders += {file.parent if file.is_file() else file for file in map(Path, run.sources)}
    pictures = Pictures(
        folders=folders,
        fetches=bool(options.get("fetch_pictures")),
        credit=rules.credit,
        by=run.user,
        run_id=run.pk,
    )
    saved = None if carrying.is_dry else run
    planner = Planner(rules=rules, format_name=run.format, run=saved, now=timezone.now())
    maker = Maker(register=register, pictures=pictures, language=settings.LANGUAGE_CODE)
    return Importer(
        planner=planner, register=register, pictures=pictures, maker=maker, by=run.user, told=told
    )


def _batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while some := list(islice(documents, AT_ONCE)):
        yield some


@contextmanager
def collected_by_hand() -> Iterator[Callable[[], object]]:
    """Look for garbage only when the block asks for it, which is once a batch.

    Pages and their rows name each other in circles. Python would look through all of them again and again
    while a batch is made, and through every model of the program as well.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


def _is_stopped(run: ImportRun) -> bool:
    state = ImportRun.objects.filter(pk=run.pk).values_list("state", flat=True).first()
    if state == RunState.STOPPED:
        run.state = RunState.STOPPED
        return True
    return False


def _end(carrying: Carrying, importer: Importer) -> None:
    run = carrying.run
    failed = bool(run.problem) and not run.done
    run.state = RunState.FAILED if failed else RunState.DONE
    run.ended_at = timezone.now()
    run.counts = {**carrying.totals.plain(), "outcomes": carrying.totals.outcomes()}
    run.made = importer.register.made
    run.save()
