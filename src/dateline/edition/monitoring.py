"""What operators see of the edition: figures of this node, and words for /healthz."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import Error as DatabaseProblem

from dateline.edition.configuration import Configuration
from dateline.edition.latest import LatestNumber
from dateline.edition.metrics import node_totals
from dateline.edition.store import open_disk
from dateline.publishlog.lateness import late_followers


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """What this node knows without the database; the disk's figures are None while it cannot be read."""

    totals: Mapping[str, int]
    known_entry: int
    disk_entry: int | None = None
    disk_bytes: int | None = None
    disk_pages: int | None = None
    disk_problem: str = ""


def node_figures(configuration: Configuration) -> NodeFigures:
    """Return what this node's processes have counted and what its store holds."""
    totals = node_totals(configuration.directory / "counters")
    latest = LatestNumber(configuration.directory / "latest")
    disk = open_disk(configuration)
    try:
        known = latest.number
        return NodeFigures(totals, known, disk.place().applied, disk.total_bytes(), disk.total_pages())
    except (sqlite3.Error, OSError) as error:
        return NodeFigures(totals, known, disk_problem=str(error) or type(error).__name__)
    finally:
        latest.close()
        disk.close()


def edition_problems(configuration: Configuration, now: datetime) -> dict[str, str]:
    """Return what is wrong, in a word each by part; empty words mean well."""
    problems = {"store": "", "followers": ""}
    disk = open_disk(configuration)
    try:
        disk.place()
    except (sqlite3.Error, OSError):
        problems["store"] = "broken"
    finally:
        disk.close()
    try:
        problems["followers"] = "late" if late_followers(now) else ""
    except DatabaseProblem:
        problems["followers"] = "unknown"
    return problems
