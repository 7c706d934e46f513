"""What operators see of the edition: the text of /metrics and the words of /healthz."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from django.db import DatabaseError

from dateline.edition.configuration import Configuration
from dateline.edition.latest import LatestNumber
from dateline.edition.metrics import node_totals, prometheus_text
from dateline.edition.store import open_disk
from dateline.publishlog.queries import follower_lags, latest_number

LATE = timedelta(minutes=10)
Gauge = tuple[str, str, float]


def metrics_text(configuration: Configuration, now: datetime) -> str:
    """Return the node's counters and levels for Prometheus; what the database knows only while it answers."""
    totals = node_totals(configuration.directory / "counters")
    return prometheus_text(totals, [*_node_levels(configuration, totals), *_log_levels(now)])


def edition_problems(configuration: Configuration, now: datetime) -> dict[str, str]:
    """Return what is wrong in a word or two each, by part; empty words mean well."""
    problems = {"store": "", "followers": ""}
    disk = open_disk(configuration)
    try:
        disk.place()
    except (sqlite3.Error, OSError) as error:
        problems["store"] = type(error).__name__
    finally:
        disk.close()
    try:
        late = [lag.name for lag in follower_lags(now) if lag.seconds_behind > LATE.total_seconds()]
        problems["followers"] = f"late: {', '.join(late)}" if late else ""
    except DatabaseError as error:
        problems["followers"] = type(error).__name__
    return problems


def _node_levels(configuration: Configuration, totals: dict[str, int]) -> list[Gauge]:
    latest = LatestNumber(configuration.directory / "latest")
    disk = open_disk(configuration)
    try:
        return [
            ("dateline_edition_known_entry", "Newest log entry known to this node.", latest.number),
            (
                "dateline_edition_memory_bytes",
                "Bytes of pages in memory.",
                totals["memory_bytes"],
            ),
            ("dateline_edition_memory_pages", "Pages in memory.", totals["memory_pages"]),
            ("dateline_edition_disk_bytes", "Bytes of pages on disk.", disk.total_bytes()),
            ("dateline_edition_disk_entry", "Log entry as of which the disk is true.", disk.place().applied),
        ]
    except (sqlite3.Error, OSError):
        return []
    finally:
        latest.close()
        disk.close()


def _log_levels(now: datetime) -> list[Gauge]:
    try:
        levels: list[Gauge] = [("dateline_log_entry", "Newest entry of the log.", latest_number())]
        for lag in follower_lags(now):
            label = f'{{follower="{lag.name}"}}'
            levels += [
                (f"dateline_follower_entries{label}", "Entries not yet handled.", lag.entries_behind),
                (f"dateline_follower_seconds{label}", "Age of the oldest of them.", lag.seconds_behind),
                (f"dateline_follower_failures{label}", "Failures in a row.", lag.failures),
            ]
    except DatabaseError:
        return []
    return sorted(levels, key=lambda level: level[0].partition("{")[0])
