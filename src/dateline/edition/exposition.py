"""The metrics of a node for Prometheus, through Prometheus' own client.

A module apart from ``monitoring``, because that client takes four megabytes and only web processes need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import Error as DatabaseProblem
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from dateline.edition.configuration import Configuration
from dateline.edition.metrics import BUCKETS, HELP, VISIBLE
from dateline.edition.monitoring import NodeFigures, node_figures
from dateline.publishlog.lateness import follower_states
from dateline.publishlog.queries import latest_number


class EditionCollector(Collector):
    """Gives Prometheus' client the node's counters and levels, and what the database knows of the log."""

    def __init__(self, configuration: Configuration, now: datetime) -> None:
        self._configuration = configuration
        self._now = now

    def collect(self) -> Iterator[Metric]:
        figures = node_figures(self._configuration)
        yield from _counters(figures.totals)
        yield _publish_to_visible(figures.totals)
        yield from _levels(figures)
        yield from _log_levels(self._now)


def metrics_text(configuration: Configuration, now: datetime) -> str:
    """Return the node's counters and levels for Prometheus; what the database knows only while it answers."""
    registry = CollectorRegistry()
    registry.register(EditionCollector(configuration, now))
    return generate_latest(registry).decode()


def _counters(totals: Mapping[str, int]) -> Iterator[Metric]:
    for name, meaning in HELP.items():
        yield CounterMetricFamily(f"dateline_edition_{name}", meaning, value=totals[name])
    seconds = totals["render_microseconds"] / 1e6
    yield CounterMetricFamily("dateline_edition_render_seconds", "Time spent on rendering.", value=seconds)


def _publish_to_visible(totals: Mapping[str, int]) -> Metric:
    buckets = [(str(bound), totals[name]) for bound, name in zip(BUCKETS, VISIBLE, strict=True)]
    return HistogramMetricFamily(
        "dateline_edition_publish_to_visible_seconds",
        "From an action to a process applying it.",
        buckets=[*buckets, ("+Inf", totals["visible_count"])],
        sum_value=totals["visible_microseconds"] / 1e6,
    )


def _levels(figures: NodeFigures) -> Iterator[Metric]:
    levels = {
        "known_entry": ("Newest log entry known to this node.", figures.known_entry),
        "memory_bytes": ("Bytes of pages in memory.", figures.totals["memory_bytes"]),
        "memory_pages": ("Pages in memory.", figures.totals["memory_pages"]),
        "disk_up": ("Whether the store on disk can be read.", int(not figures.disk_problem)),
        "disk_bytes": ("Bytes of pages on disk.", figures.disk_bytes),
        "disk_pages": ("Pages on disk.", figures.disk_pages),
        "disk_entry": ("Log entry as of which the disk is true.", figures.disk_entry),
    }
    for name, (meaning, value) in levels.items():
        if value is not None:
            yield GaugeMetricFamily(f"dateline_edition_{name}", meaning, value=value)


def _log_levels(now: datetime) -> Iterator[Metric]:
    try:
        newest, states = latest_number(), follower_states(now)
    except DatabaseProblem:
        return
    yield GaugeMetricFamily("dateline_log_entry", "Newest entry of the log.", value=newest)
    entries = GaugeMetricFamily("dateline_follower_entries", "Entries not yet handled.", labels=["follower"])
    seconds = GaugeMetricFamily(
        "dateline_follower_seconds", "Age of the oldest of them.", labels=["follower"]
    )
    failures = GaugeMetricFamily("dateline_follower_failures", "Failures in a row.", labels=["follower"])
    failing = GaugeMetricFamily(
        "dateline_follower_failing_seconds", "How long every attempt has failed.", labels=["follower"]
    )
    late = GaugeMetricFamily("dateline_follower_late", "Whether that is too much.", labels=["follower"])
    for state in states:
        late.add_metric([state.name], int(state.is_late))
        if state.lag is not None:
            entries.add_metric([state.name], state.lag.entries_behind)
            seconds.add_metric([state.name], state.lag.seconds_behind)
            failures.add_metric([state.name], state.lag.failures)
            since = state.lag.failing_since
            failing.add_metric([state.name], (now - since).total_seconds() if since else 0)
    yield from (entries, seconds, failures, failing, late)
