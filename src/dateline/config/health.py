"""Answers for operators: /healthz says whether all is well, /readyz whether this node can begin to serve.

A middleware instead of views, because a probe comes with any host name and must reach no other middleware.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error as DatabaseProblem
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from dateline.desk.task_queries import task_figures
from dateline.edition.configuration import edition_configuration
from dateline.edition.monitoring import edition_problems
from dateline.fronts.plan_queries import late_plans
from dateline.publishing.lateness import late_schedules
from dateline.transparency.queries import log_problem

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answer the two addresses. Applied migrations are remembered, since nobody undoes them while we run."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _answer(health_problems())
        if request.path_info == "/readyz":
            away = "away" if database_problem() else ""
            return _answer(
                {"database": away, "migrations": "unknown" if away else self._migrations_problem()}
            )
        return self.get_response(request)

    def _migrations_problem(self) -> str:
        self._is_migrated = self._is_migrated or not waiting_migrations()
        return "" if self._is_migrated else "waiting"


def health_problems() -> dict[str, str]:
    """Return a word for each part of the paper that is not well, an empty one for the others."""
    now = timezone.now()
    problems = {"database": "away" if database_problem() else ""}
    problems |= edition_problems(edition_configuration(), now)
    try:
        # What was refused is a matter for editors, who see it on the desk.
        is_late = bool(late_schedules(now)) or late_plans(now=now).filter(refusal="").exists()
        problems["schedules"] = "late" if is_late else ""
        problems["tasks"] = "late" if task_figures(now).is_late else ""
        problems["log"] = log_problem(now)
    except DatabaseProblem:
        problems |= {"schedules": "unknown", "tasks": "unknown", "log": "unknown"}
    return problems


def database_problem() -> str:
    """Return why the database does not answer, or nothing."""
    # SQLite answers SELECT 1 without looking at its file.
    question = "PRAGMA schema_version" if connection.vendor == "sqlite" else "SELECT 1"
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
    except DatabaseProblem as error:
        return type(error).__name__
    return ""


def waiting_migrations() -> int:
    """Return how many migrations have not been applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answer(problems: dict[str, str]) -> HttpResponse:
    """Answer 200 or 503 with one word per part; no host names, paths or versions for strangers."""
    status = 503 if any(problems.values()) else 200
    body = {
        "status": "ok" if status == 200 else "failing",
        **{part: text or "ok" for part, text in problems.items()},
    }
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
