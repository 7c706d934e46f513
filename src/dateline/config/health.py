"""Answers for operators: /healthz says that the database answers, /readyz also that it has today's tables.

A middleware instead of views, because a probe comes with any host name and must reach no other middleware.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answer the two addresses. Applied migrations are remembered, since nobody undoes them while we run."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _answer({"database": database_problem()})
        if request.path_info == "/readyz":
            database = database_problem()
            return _answer({"database": database, "migrations": database or self._migrations_problem()})
        return self.get_response(request)

    def _migrations_problem(self) -> str:
        if not self._is_migrated:
            count = waiting_migrations()
            if count:
                return f"{count} not applied; run dateline up or dateline manage migrate"
            self._is_migrated = True
        return ""


def database_problem() -> str:
    """Return why the database does not answer, or nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
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
