"""Words that had to go are not in the files of the database either, once the worker has been there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import task_backends

from dateline.publishing import tasks, traces
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import Publication
from dateline.publishing.traces import wipe_traces
from dateline.publishing.withholding_actions import withhold_versions
from dateline.search.catching_up_actions import catching_up
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import published

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Quellenschutz"
# As the index of words has it, in small letters and without its ending.
STEM = b"quellensch"


def files() -> Iterator[Path]:
    name = str(connection.settings_dict["NAME"])
    yield from (place for ending in ("", "-wal", "-journal") if (place := Path(name + ending)).exists())


def in_files(*wanted: bytes) -> bool:
    """Say whether any of these bytes stand in the files of SQLite, in whatever kind of letters."""
    found = b"".join(place.read_bytes() for place in files()).lower()
    return any(each.lower() in found for each in wanted)


def packed_texts() -> list[bytes]:
    """Return a piece of each text as it is stored, which is compressed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT canonical_json FROM paper_publishing_versioncontent")
        return [bytes(row[0])[40:72] for row in cursor.fetchall()]


@pytest.fixture
def story() -> StoryPage:
    make_paper()
    for number in range(20):
        published(f"Other {number}", slug=f"other-{number}")
    text = f"<p>Our source is {SECRET} of the harbor.</p>"
    story = published(f"What {SECRET} said", slug="said", standfirst=SECRET, body=[("paragraph", text)])
    again = StoryPage.objects.get(pk=story.pk)
    again.title, again.standfirst = "What was said", ""
    again.body[0].value.source = "<p>Our source is somebody of the harbor.</p>"
    again.slug = "said"
    publish_page(page=again, by=None, kind="update", summary="Without a name.")
    list(catching_up())
    return StoryPage.objects.get(pk=story.pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's file")
@pytest.mark.parametrize("how", ["some versions", "the whole story"])
def test_words_are_in_no_file_of_sqlite(story: StoryPage, how: str) -> None:
    texts = packed_texts()
    wipe_traces()
    assert in_files(SECRET.encode())
    assert in_files(texts[-2])

    if how == "some versions":
        publication = Publication.objects.get(pk=story.uuid)
        withhold_versions(publication=publication, numbers=[1], by=None, reason=RemovalReason.SAFETY)
    else:
        take_down(page=story, by=None, reason=RemovalReason.SAFETY, withholds_content=True)
    list(catching_up())

    assert not in_files(SECRET.encode())
    assert not in_files(STEM)
    assert not in_files(texts[-2])
    if how == "the whole story":
        assert not in_files(texts[-1])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="looks into PostgreSQL's statistics")
def test_postgresql_has_no_dead_rows_and_indexes_made_anew(story: StoryPage) -> None:
    def index_files() -> set[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, relfilenode FROM pg_class WHERE relkind = 'i' AND relname LIKE"
                " ANY (ARRAY['paper_search_words%%', 'wagtailsearch_indexentry%%'])",
                [],
            )
            return set(cursor.fetchall())

    before = index_files()
    take_down(page=story, by=None, reason=RemovalReason.SAFETY, withholds_content=True)
    list(catching_up())

    assert {name for name, _ in index_files()} == {name for name, _ in before}
    assert not index_files() & before


def test_large_file_waits_for_somebody_to_ask(
    story: StoryPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor == "postgresql":
        assert wipe_traces(largest=1)
        return
    monkeypatch.setattr(traces, "LARGEST_FILE", 1)

    assert not wipe_traces(largest=1)

    assert "run “dateline manage wipe_traces”" in caplog.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="VACUUM of SQLite")
def test_copy_that_vacuum_writes_is_not_kept_in_memory() -> None:
    asked: list[str] = []

    def noting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql == "VACUUM":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA temp_store")
                asked.append(str(cursor.fetchone()[0]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        wipe_traces()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store")
        asked.append(str(cursor.fetchone()[0]))

    # 1 is a file, 2 is memory.
    assert asked == ["1", "2"]


@pytest.mark.parametrize("trouble", [OperationalError("database is locked"), None])
def test_what_could_not_be_wiped_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, settings: Any, trouble: OperationalError | None
) -> None:
    def wipe() -> bool:
        if trouble is not None:
            raise trouble
        return False

    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(tasks, "wipe_traces", wipe)

    tasks.wipe_traces_task.call()
    tasks.wipe_traces_task.call(tries=tasks.MOST_TRIES)

    (again,) = task_backends["default"].results
    assert again.kwargs == {"tries": 2}
    assert again.task.run_after - timezone.now() > timedelta(minutes=4)
