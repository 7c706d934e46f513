"""Bring single documents in, for code that has one at hand; whole archives come by ``runs``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dateline.archive.pipeline.batches import Importer
from dateline.archive.pipeline.pictures import Pictures
from dateline.archive.pipeline.plans import Imported, Plan, Planner
from dateline.archive.pipeline.register import Register
from dateline.archive.pipeline.stories import Maker
from dateline.archive.records import Document
from dateline.archive.rules import Rules


def import_document(*, dump: Document, language: str, at: datetime, by: Any = None) -> Imported:
    """Bring one document in, or bring its story up to date; nothing changes when nothing is new.

    A story that the desk has changed since is never overwritten: the outcome is a conflict. ``language`` is
    the paper's. Whatever goes wrong is returned as a problem, and nothing is kept then.
    """
    rules = Rules()
    register = Register(by=by)
    pictures = Pictures(folders=(), fetches=False, credit=rules.credit, by=by)
    importer = Importer(
        planner=Planner(rules=rules, format_name="document", run=None, now=at),
        register=register,
        pictures=pictures,
        maker=Maker(register=register, pictures=pictures, language=language),
        by=by,
    )
    return importer.bring([dump], first=0, finish=_done)[0].imported


def _done(plans: Sequence[Plan]) -> None:
    """Nobody notes how far an import without a run is."""
