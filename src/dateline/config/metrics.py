"""/metrics for Prometheus: what this node knows, and what the database adds while it answers.

Not for strangers: how much a paper is read and how well it runs is nobody's business. A middleware in front
of all others, because only there can be seen who really asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from dateline.config.installation import LOOPBACK_NAMES
from dateline.desk.task_queries import task_figures
from dateline.edition.configuration import edition_configuration
from dateline.edition.exposition import EditionCollector
from dateline.publishing.lateness import late_schedules
from dateline.transparency.queries import log_figures

GetResponse = Callable[[HttpRequest], HttpResponse]
# Whoever comes through a proxy brings one of these; then the peer is the proxy and says nothing.
FROM_A_PROXY = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


class MetricsMiddleware:
    """Answer /metrics to whoever brings the token; without one, to programs of this machine only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/metrics":
            return self.get_response(request)
        if settings.METRICS_TOKEN:
            if not _has_token(request):
                return _refusal(401, "The metrics need the token of this paper.")
        elif not _is_of_this_machine(request):
            return _refusal(
                403, "The metrics are for this machine. DATELINE_METRICS_TOKEN opens them to others."
            )
        registry = CollectorRegistry()
        now = timezone.now()
        registry.register(EditionCollector(edition_configuration(), now))
        registry.register(PaperCollector(now))
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return HttpResponse(
            encode(registry), content_type=content_type, headers={"Cache-Control": "no-store"}
        )


class PaperCollector(Collector):
    """Whether the database answers, and what waits in it: schedules and background tasks."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        try:
            late, tasks = late_schedules(self._now), task_figures(self._now)
            log = log_figures(self._now)
        except DatabaseProblem:
            yield GaugeMetricFamily("dateline_database_up", "Whether the database answers.", value=0)
            return
        oldest = max(((self._now - schedule.due_at).total_seconds() for schedule in late), default=0)
        levels = {
            "dateline_database_up": ("Whether the database answers.", 1),
            "dateline_schedules_late": ("Schedules that should have been carried out.", len(late)),
            "dateline_schedules_late_seconds": ("How late the latest of them is.", oldest),
            "dateline_tasks_waiting": ("Background tasks that could begin.", tasks.waiting),
            "dateline_tasks_waiting_seconds": (
                "How long the first of them has waited.",
                tasks.waiting_seconds,
            ),
            "dateline_tasks_failed": ("Failed background tasks that are still kept.", tasks.failed),
        }
        for name, (meaning, value) in {**levels, **log}.items():
            yield GaugeMetricFamily(name, meaning, value=value)


def _has_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and constant_time_compare(token.strip(), settings.METRICS_TOKEN)


def _is_of_this_machine(request: HttpRequest) -> bool:
    """Private networks do not count: behind the address translation of a container everybody is in one.

    The name asked for must be this machine's too: a proxy that says nothing of itself passes the paper's on,
    and a page elsewhere that has its own name lead here has another.
    """
    if any(name in request.META for name in FROM_A_PROXY):
        return False
    if request.META.get("HTTP_HOST", "").rsplit(":", 1)[0] not in LOOPBACK_NAMES:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _refusal(status: int, text: str) -> HttpResponse:
    response = HttpResponse(f"{text}\n", content_type="text/plain", status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
