"""Bring a copy up to the newest entry of the log: list, mark, take away, render; once more until quiet."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.edition.copies import addresses_to_copy, withheld_prefixes
from dateline.edition.snapshot import read_snapshot
from dateline.mirror.errors import CopyRefusedError
from dateline.mirror.folder import Folder
from dateline.mirror.making import Made, Maker
from dateline.mirror.places import NOT_FOUND, PAGES, file_of
from dateline.mirror.state import State, Used
from dateline.mirror.telling import Teller
from dateline.mirror.workers import rendering
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import mark_of, pruned_below

ROUNDS = 10
BATCH = 16
# So few pages may go at once, however small the paper is.
FEW = 20
KEPT_EVERY = 10.0
# What is wrong with one file, and not with the disk.
ONE_FILE = frozenset((errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.EEXIST))


@dataclass(slots=True)
class Outcome:
    """What a run has done, and what it could not do."""

    as_of: int = 0
    is_quiet: bool = False
    rendered: int = 0
    written: int = 0
    removed: int = 0
    pages: int = 0
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Copying:
    """One run into one folder."""

    def __init__(
        self,
        *,
        state: State,
        folder: Folder,
        maker: Maker,
        processes: int,
        teller: Teller,
        replace: bool = False,
    ) -> None:
        self._state = state
        self._folder = folder
        self._maker = maker
        self._processes = processes
        self._teller = teller
        self._may_lose_most = replace
        self._outcome = Outcome()
        self._problems: dict[str, str] = {}
        self._refused: list[str] = []
        self._is_at_work = self._needs_sweep = False
        self._kept_at = time.monotonic()

    def run(self, *, generation: str, again: bool) -> Outcome:
        """Bring the copy up to date. What fails is in the outcome; the rest is done all the same."""
        self._prepare(generation=generation, again=again)
        self._take_in_log()
        self._take_away_withheld()
        for _ in range(ROUNDS):
            self._bring_up_to_date()
            if not self._take_in_log():
                self._outcome.is_quiet = True
                break
        self._finish()
        return self._outcome

    def _prepare(self, *, generation: str, again: bool) -> None:
        state = self._state
        before = state.fact("at_work")
        self._needs_sweep = again or (before != "no" and not self._folder.is_new)
        if again:
            state.forget_contents()
        if again or state.fact("generation") != generation or not self._is_same_log():
            state.mark_all_stale()
            state.note(generation=generation, listed="")
        state.mark_due(time.time())

    def _is_same_log(self) -> bool:
        """Say whether the log is the one that the copy has followed, with every entry since."""
        as_of = int(self._state.fact("as_of") or 0)
        entry = LogEntry.objects.filter(number=as_of).first()
        known = entry is not None and mark_of(entry) == self._state.fact("mark")
        return known and pruned_below() <= as_of + 1

    def _take_in_log(self) -> bool:
        """List the pages and mark those that the log has touched; False when the log says nothing new."""
        state = self._state
        before, is_listed = int(state.fact("as_of") or 0), bool(state.fact("listed"))
        with read_snapshot() as newest:
            self._outcome.as_of = newest.number
            if newest.number == before and is_listed:
                return False
            if is_listed:
                state.mark_touched(_last_touches(before))
            held = state.count_pages()
            self._refused = state.want(_all_addresses())
            self._refuse_great_loss(held)
        state.note(as_of=newest.number, mark=newest.mark, listed="yes")
        self._take_away(state.unwanted())
        return True

    def _refuse_great_loss(self, held: int) -> None:
        """Stop before most of the copy goes: the paper may be the wrong one, or have lost its stories."""
        if self._may_lose_most or self._folder.is_new:
            return
        lost = len(self._state.unwanted())
        if not held:
            # The state of this copy is gone, and only its files tell what it holds.
            pages = [file for file in self._folder.files() if file.endswith(PAGES)]
            held, lost = len(pages), sum(not self._state.knows_file(file) for file in pages)
        if lost > FEW and lost > held / 2:
            raise CopyRefusedError(
                f"{lost} of the {held} pages in {self._folder.root} are not in the paper any more. Nothing"
                " was changed. If that is right, say --replace."
            )

    def _take_away(self, pages: Sequence[tuple[int, str]]) -> None:
        """Before anything is rendered: what was taken down must not wait for what is new."""
        for page, file in pages:
            self._begin_work()
            self._outcome.removed += self._folder.remove(file)
            self._state.drop_page(page)
        if pages:
            self._take_away_unused()

    def _take_away_withheld(self) -> None:
        """Ask for what may be shut away without any entry."""
        for used in self._state.held(withheld_prefixes()):
            if not self._maker.gives(used.address):
                self._begin_work()
                self._outcome.removed += self._folder.remove(used.file)
                self._state.record_absence(used)

    def _bring_up_to_date(self) -> None:
        self._fetch(self._state.all_missing())
        if total := self._state.count_stale():
            self._begin_work()
            with (
                self._teller.counting(total) as counting,
                rendering(self._maker, processes=self._processes, pages=total) as rendered,
            ):
                for made in rendered.results(self._batches()):
                    self._fetch(self._state.missing({each for page in made for each in page.used}))
                    for page in made:
                        self._write(page)
                    counting.advance(len(made))
                    self._keep_now_and_then()
        self._take_away_unused()

    def _batches(self) -> Iterator[list[str]]:
        last = 0
        while rows := self._state.stale_after(last, BATCH):
            last = rows[-1][0]
            yield [address for _, address in rows]

    def _write(self, page: Made) -> None:
        self._outcome.rendered += 1
        self._problems.pop(page.address, None)
        if page.problem:
            self._problems[page.address] = page.problem
            return
        file = file_of(page.address)
        try:
            if page.body is None:
                self._outcome.removed += self._folder.remove(file)
            else:
                self._outcome.written += self._folder.write(file, page.body)
        except OSError as error:
            if error.errno not in ONE_FILE:
                raise
            self._problems[page.address] = f"{page.address} cannot be written as {file}: {error.strerror}."
            return
        self._state.record(page)

    def _fetch(self, missing: Sequence[Used]) -> None:
        """Fetch what pages use before the pages are there; style sheets lead to more."""
        waiting = list(missing)
        while waiting:
            used = waiting.pop()
            self._begin_work()
            uses = self._maker.fetch(used.address, into=self._folder.draft())
            if uses is None:
                # Withheld or gone: what the paper does not give, a copy must not give either.
                self._outcome.removed += self._folder.remove(used.file)
                self._state.record_absence(used)
            else:
                self._outcome.written += self._folder.put(used.file)
                self._state.record_file(used, uses)
                waiting += self._state.missing(uses)
            self._keep_now_and_then()

    def _take_away_unused(self) -> None:
        while unused := self._state.unused():
            self._begin_work()
            for used in unused:
                self._outcome.removed += self._folder.remove(used.file)
                self._state.drop_file(used)

    def _begin_work(self) -> None:
        """Remember before the first change that a run is under way: one that is killed leaves loose ends."""
        if not self._is_at_work:
            self._is_at_work = True
            self._state.note(at_work="yes")
            self._state.commit()

    def _keep_now_and_then(self) -> None:
        if time.monotonic() - self._kept_at >= KEPT_EVERY:
            self._keep()

    def _keep(self) -> None:
        """Keep what was recorded, after the files are sure to be on the disk."""
        if self._is_at_work:
            os.sync()
        self._state.commit()
        self._kept_at = time.monotonic()

    def _finish(self) -> None:
        if self._needs_sweep:
            for file in self._folder.files():
                if not self._state.knows_file(file):
                    self._outcome.removed += self._folder.remove(file)
        self._keep()
        self._state.note(at_work="no")
        self._state.commit()
        outcome, missing = self._outcome, self._state.all_missing()
        outcome.pages = self._state.count_pages()
        outcome.problems = [
            *(f"{address} cannot be the name of a file." for address in self._refused),
            *self._problems.values(),
            *(f"{used.address} is not there, and pages use it." for used in missing),
        ]
        outcome.remarks = [
            f"{one} and {other} are one file where capital letters make no difference."
            for one, other in self._state.alike()
        ]


def _all_addresses() -> Iterator[str]:
    yield NOT_FOUND
    yield from addresses_to_copy()


def _last_touches(number: int) -> dict[str, int]:
    """Return every key that entries after this one touch, with the last entry that does."""
    return {
        key: entry_number
        for entry_number, keys in LogEntry.objects.after(number).values_list("number", "keys").iterator()
        for key in keys
    }
