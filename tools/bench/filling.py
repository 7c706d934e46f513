"""Fill a paper with stories, fast: rows go straight into the tables that readers' pages and publishing read.

Left out are drafts (revisions), the search index, Wagtail's reference index and its history: no reader's page
reads them, and publishing makes them when a story is changed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from dateline.publishing.triggers import create_triggers, drop_triggers
from tools.bench.facts import StoryTeller
from tools.bench.rows import TABLES, RowMaker, Table, by_table, highest_key
from tools.bench.templates import PICTURES, make_registers

YEARS = timedelta(days=365 * 20 + 5)
BATCH = 2_000


def fill_paper(
    count: int, *, pictures: int = PICTURES, teller: type[StoryTeller] = StoryTeller
) -> dict[str, float]:
    """Add so many stories, the newest an hour old, and return how long it took."""
    last = timezone.now() - timedelta(hours=1)
    registers = make_registers(at=last - YEARS - timedelta(days=1), pictures=pictures)
    began = time.perf_counter()
    maker = RowMaker(registers)
    told_by = teller(registers, first_key=highest_key(Page) + 1, first=last - YEARS, last=last, count=count)
    with bulk_loading():
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            with transaction.atomic():
                insert(
                    by_table(row for number in numbers for row in maker.rows(told_by.story(number))),
                    columns=maker.columns,
                )
    with transaction.atomic():
        _count_children(maker.children)
    seconds = time.perf_counter() - began
    return {
        "stories": count,
        "seconds": round(seconds, 1),
        "stories_per_second": round(count / seconds) if count else 0,
    }


@contextmanager
def bulk_loading() -> Iterator[None]:
    """Switch off what makes rows safe one by one: our triggers, and waiting for the disk."""
    drop_triggers(connection)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in (
                "journal_mode=MEMORY",
                "synchronous=OFF",
                "cache_size=-1000000",
                "foreign_keys=OFF",
            ):
                cursor.execute(f"PRAGMA {pragma}")
    try:
        yield
    finally:
        _tidy_up()
        create_triggers(connection)


def _tidy_up() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA foreign_keys=ON")
            return
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
        # Its own vacuum would do it in a while.
        cursor.execute("ANALYZE")


def insert(rows: Mapping[Table, Sequence[Sequence[Any]]], *, columns: Mapping[Table, Sequence[str]]) -> None:
    """Insert rows in the fastest way that the database has."""
    for table, listed in rows.items():
        if not listed:
            continue
        name = f'"{table._meta.db_table}"'
        names = ", ".join(f'"{column}"' for column in columns[table])
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                marks = ", ".join("?" * len(columns[table]))
                statement = f"INSERT INTO {name} ({names}) VALUES ({marks})"  # noqa: S608 - names of columns
                cursor.cursor.connection.executemany(statement, listed)
                continue
            with cursor.cursor.copy(f"COPY {name} ({names}) FROM STDIN") as copy:
                for row in listed:
                    copy.write_row(row)


def _count_children(children: Mapping[int, int]) -> None:
    with connection.cursor() as cursor:
        for section, count in children.items():
            cursor.execute("UPDATE wagtailcore_page SET numchild = %s WHERE id = %s", [count, section])
