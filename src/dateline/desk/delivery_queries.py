"""How the paper gets to its readers: followers of the log, the store, schedules and background tasks."""

from __future__ import annotations

from datetime import datetime

from dateline.desk.channels.showing import channel_rows
from dateline.desk.contexts import Delivery, FollowerRow, StoreFigures
from dateline.desk.delivery_words import (
    channel_trouble,
    is_alarming,
    is_well,
    meaning_of,
    name_of,
    schedules_trouble,
    state_of,
    tasks_trouble,
    told_once,
)
from dateline.desk.task_queries import failed_tasks, task_figures
from dateline.edition.configuration import edition_configuration
from dateline.edition.monitoring import node_figures
from dateline.publishing.lateness import late_schedules, overdue_schedules
from dateline.publishlog.lateness import FollowerState, follower_states
from dateline.publishlog.models import LogEntry


def troubles(now: datetime) -> list[str]:
    """Return what is not well and concerns whoever publishes, one sentence each."""
    alarming = [state for state in follower_states(now) if is_alarming(state)]
    # A cache that is told twice has two followers, and one sentence, about the older of their gaps.
    alarming.sort(key=lambda state: (state.lag and state.lag.waiting_since) or now, reverse=True)
    by_cache = {told_once(state.name): meaning_of(state, now) for state in alarming}
    found = [by_cache[name] for name in sorted(by_cache)]
    found += [channel_trouble(row, now) for row in channel_rows()]
    found.append(schedules_trouble(late_schedules(now), now))
    found.append(tasks_trouble(task_figures(now), now))
    return [text for text in found if text]


def delivery(now: datetime) -> Delivery:
    """Return everything that the report shows."""
    return Delivery(
        troubles=tuple(troubles(now)),
        followers=tuple(_row(state, now) for state in follower_states(now)),
        channels=tuple(channel_rows()),
        newest=LogEntry.objects.order_by("-number").first(),
        store=store_figures(),
        schedules=tuple(overdue_schedules(now)),
        tasks=task_figures(now),
        failed_tasks=tuple(failed_tasks()),
    )


def store_figures() -> StoreFigures:
    """Return what this machine keeps, and how often it had what was asked for."""
    configuration = edition_configuration()
    figures = node_figures(configuration)
    hits, misses = figures.totals["hits"], figures.totals["misses"]
    return StoreFigures(
        memory_pages=figures.totals["memory_pages"],
        memory_bytes=figures.totals["memory_bytes"],
        disk_pages=figures.disk_pages,
        disk_bytes=figures.disk_bytes,
        hits=hits,
        misses=misses,
        percent=100 * hits / (hits + misses) if hits + misses else None,
        problem=figures.disk_problem,
        nginx_folder=str(configuration.nginx_folder or ""),
    )


def _row(state: FollowerState, now: datetime) -> FollowerRow:
    lag = state.lag
    return FollowerRow(
        name=name_of(state.name),
        state=state_of(state),
        is_well=is_well(state),
        meaning=meaning_of(state, now),
        position=lag.position if lag else 0,
        entries_behind=lag.entries_behind if lag else 0,
        waiting_since=lag.waiting_since if lag else None,
        failures=lag.failures if lag else 0,
        failing_since=lag.failing_since if lag else None,
        retry_at=lag.retry_at if lag else None,
        latest_error=lag.latest_error if lag else "",
    )
