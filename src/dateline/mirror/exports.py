"""Export the paper into a folder: check, claim, bring up to date, and say what became of it."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from dateline.edition.configuration import edition_configuration
from dateline.mirror.copying import Copying, Outcome
from dateline.mirror.errors import CopyRefusedError, CopyStoppedError
from dateline.mirror.folder import Folder, claimed
from dateline.mirror.making import Maker
from dateline.mirror.state import State
from dateline.mirror.telling import Teller
from dateline.paper.queries import paper_identity

GO_ON = "What is there stays as it is. Run the export again: it goes on from there."
MOST_TOLD = 20


def export_paper(
    *,
    folder: Path,
    keep_out: Iterable[Path],
    below: str = "/",
    processes: int = 1,
    again: bool = False,
    replace: bool = False,
) -> bool:
    """Bring the copy in this folder up to date and say so; return True when some of it could not be made.

    Raises what ``make_copy`` raises.
    """
    teller = Teller()
    began = time.monotonic()
    outcome = make_copy(
        folder=folder,
        keep_out=keep_out,
        teller=teller,
        below=below,
        processes=processes,
        again=again,
        replace=replace,
    )
    _tell(outcome, teller, seconds=time.monotonic() - began)
    return bool(outcome.problems)


def make_copy(
    *,
    folder: Path,
    keep_out: Iterable[Path],
    teller: Teller,
    below: str = "/",
    processes: int = 1,
    again: bool = False,
    replace: bool = False,
) -> Outcome:
    """Bring the copy in this folder up to date.

    ``keep_out`` are folders of the paper that a copy must not mix with. ``replace`` lets go what the copy of
    another paper holds, or most of this one's. Raises CopyRefusedError for a folder
    that cannot be used, and CopyStoppedError when the run cannot go on.
    """
    try:
        with claimed(folder, paper=settings.BASE_URL, keep_out=keep_out) as copy:
            place = Path(settings.DATA_DIR) / "exports" / f"{copy.id}.sqlite3"
            _make_ours(copy, has_state=place.exists(), replace=replace)
            maker = Maker(base_url=edition_configuration().base_url, below=below)
            state = State(place)
            try:
                copying = Copying(
                    state=state, folder=copy, maker=maker, processes=processes, teller=teller, replace=replace
                )
                generation = f"{edition_configuration().generation} {maker.base_url} {below}"
                return copying.run(generation=generation, again=again)
            finally:
                state.close()
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CopyStoppedError(f"{folder} cannot be written: {reason}. {GO_ON}") from error
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise CopyStoppedError(f"The database does not answer: {reason}. {GO_ON}") from error
    except BrokenProcessPool as error:
        raise CopyStoppedError(f"A process that renders pages died. {GO_ON}") from error


def _make_ours(copy: Folder, *, has_state: bool, replace: bool) -> None:
    """Refuse the copy of another paper, whatever address that has, and mark this one as ours."""
    identity = paper_identity()
    is_anothers = bool(copy.identity) and copy.identity != identity
    is_elsewhere = not has_state and copy.paper != settings.BASE_URL
    if (is_anothers or is_elsewhere) and not replace:
        whose = f"a copy of {copy.paper}" if is_elsewhere else f"a copy of another paper ({copy.paper})"
        raise CopyRefusedError(
            f"{copy.root} holds {whose}, and this is {settings.BASE_URL}. Name another folder, or say"
            " --replace to let that copy go."
        )
    copy.belongs_to(paper=settings.BASE_URL, identity=identity)


def _tell(outcome: Outcome, teller: Teller, *, seconds: float) -> None:
    for remark in outcome.remarks:
        teller.say(remark, style="yellow")
    for problem in outcome.problems[:MOST_TOLD]:
        teller.say(problem, style="red")
    if len(outcome.problems) > MOST_TOLD:
        teller.say(f"… and {len(outcome.problems) - MOST_TOLD} more.", style="red")
    also = "" if outcome.is_quiet else "; the paper has changed since, so export again soon"
    sys.stdout.write(
        f"{outcome.pages} addresses as of log entry {outcome.as_of}{also}: {outcome.rendered} rendered,"
        f" {outcome.written} files written, {outcome.removed} removed in {seconds:.1f} s\n"
    )
