"""Everything between an empty folder and a paper that can be served.

Every step may run again and changes nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

# Any constant will do, as long as nothing else in the database takes the same one.
ADVISORY_LOCK = 0x6461_7465_0001


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. ``run`` names a function without arguments; a package that is not there is left out."""

    order: int
    name: str
    run: str
    is_demo: bool = False


# One line per step; the orders leave room between them.
STEPS: tuple[Step, ...] = (
    Step(order=10, name="tables", run="dateline.config.first_run.migrate"),
    Step(order=20, name="static files", run="dateline.config.static_files.collect_static_files"),
    Step(order=30, name="roles and site", run="dateline.config.first_run.set_up_paper"),
    Step(order=40, name="demo paper", run="dateline.config.first_run.build_demo", is_demo=True),
    Step(order=50, name="followers of the log", run="dateline.publishlog.followers.begin_followers"),
    Step(order=60, name="who may read what", run="dateline.config.nginx_site.open_to_nginx"),
)


def has_tables() -> bool:
    """Say whether a paper was ever begun in the database."""
    from django.db import connection  # noqa: PLC0415 - commands are imported before Django has started

    return "django_migrations" in connection.introspection.table_names()


def run_steps(*, with_demo: bool, say: Callable[[str], None]) -> None:
    """Run the steps in their order, one process at a time, saying what is being done."""
    with _alone():
        for step in sorted(STEPS, key=lambda step: step.order):
            if with_demo or not step.is_demo:
                say(step.name)
                import_string(step.run)()


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def set_up_paper() -> None:
    """Let the desk make the roles and the site tree that paper.toml describes."""
    if _exists("dateline.desk.actions"):
        import_string("dateline.desk.actions.set_up_paper")(paper=settings.PAPER, base_url=settings.BASE_URL)


def build_demo() -> None:
    """Fill the paper with the demo's stories."""
    if _exists("dateline.demo.actions"):
        import_string("dateline.demo.actions.build_demo_paper")(say=lambda line: click.echo(f"    {line}"))


def welcome_address() -> str:
    """Return a new one-time address for the first editor-in-chief, or nothing when there is one."""
    if import_string("dateline.users.queries.has_administrator")():
        return ""
    token = import_string("dateline.users.actions.create_welcome_link")(at=timezone.now())
    return f"{settings.BASE_URL}{reverse('users:welcome', kwargs={'token': token})}"


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@contextmanager
def _alone() -> Iterator[None]:
    """On PostgreSQL two nodes that start together take turns; on SQLite the folder's lock is enough."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
