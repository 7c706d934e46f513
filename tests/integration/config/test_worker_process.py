"""The worker as a process: schedules, tasks and followers at once, and a clean end."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.integration.config.test_command import dateline, environment
from tests.support.prepared_paper import copy_prepared_paper

WORKER = [sys.executable, "-m", "dateline.config.worker"]
pytestmark = pytest.mark.own_database
SCHEDULE_AND_ENQUEUE = """
from datetime import timedelta
from django.utils import timezone
from dateline.publishing.actions import publish_page
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from tests.support.slow_tasks import write_slowly

def story(slug):
    page = StoryPage(title=slug, slug=slug, live=False, body=[("paragraph", "<p>It sails again.</p>")])
    SectionPage.objects.first().add_child(instance=page)
    return page

publish_page(page=story("first"), by=None)
story("scheduled").save_revision(approved_go_live_at=timezone.now() + timedelta(seconds=1))
write_slowly.enqueue("{folder}", 12)
"""
LOOK = """
from dateline.publishlog.models import FollowerPosition, LogEntry
from dateline.stories.models import StoryPage
from django_tasks_db.models import DBTaskResult
print(StoryPage.objects.get(slug="scheduled").live)
print(DBTaskResult.objects.get(task_path__contains="slow_tasks").status)
place = FollowerPosition.objects.get(name="purge-varnish")
print(LogEntry.objects.after(place.position).exists())
"""


class SlowCache(BaseHTTPRequestHandler):
    """A Varnish that answers when it is too late."""

    asked_at: list[float]

    def do_BAN(self) -> None:
        type(self).asked_at.append(time.monotonic())
        time.sleep(30)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def slow_cache() -> Iterator[tuple[str, type[SlowCache]]]:
    handler = type("Handler", (SlowCache,), {"asked_at": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads, server.block_on_close = True, False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


ENQUEUE = """
from tests.support.slow_tasks import write_slowly
write_slowly.enqueue("{folder}", {seconds})
"""
LOOK_AT_TASK = """
from django_tasks_db.models import DBTaskResult
task = DBTaskResult.objects.get(task_path__contains="slow_tasks")
print(task.status, len(task.worker_ids))
"""


def wait_until(condition: Callable[[], object], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def manage_shell(code: str, *, folder: Path, **variables: str) -> str:
    done = dateline("manage", "shell", "-v0", "-c", code, folder=folder, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_worker_does_everything_at_once_and_ends_cleanly(
    tmp_path: Path, slow_cache: tuple[str, type[SlowCache]]
) -> None:
    address, handler = slow_cache
    variables = {"DATELINE_VARNISH": address}
    copy_prepared_paper(tmp_path)
    # The follower for this cache begins here.
    assert dateline("prepare", folder=tmp_path, **variables).returncode == 0
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            WORKER,
            cwd=tmp_path,
            env=environment(DATELINE_DATA=str(tmp_path), **variables),
            stdout=out,
            stderr=out,
        )
    try:
        manage_shell(SCHEDULE_AND_ENQUEUE.format(folder=tmp_path), folder=tmp_path, **variables)
        # The task and the cache keep the worker waiting while the scheduled story's time comes.
        wait_until((tmp_path / "begun").exists)
        wait_until(lambda: handler.asked_at)
        time.sleep(2)
        worker.send_signal(signal.SIGTERM)
        code = worker.wait(timeout=25)
    finally:
        worker.kill()
        worker.wait()

    published, task, waits = manage_shell(LOOK, folder=tmp_path, **variables).split()
    said = log.read_text(encoding="utf-8")
    assert code == 0, said
    assert (published, task) == ("True", "SUCCESSFUL"), said
    assert (tmp_path / "ended").exists()
    # What the cache never confirmed is not lost.
    assert waits == "True"
    assert "job_failed" not in said
    assert "tasks_interrupted" not in said


@pytest.mark.slow
def test_task_of_a_killed_worker_is_done_by_the_next_one(tmp_path: Path) -> None:
    copy_prepared_paper(tmp_path)
    manage_shell(ENQUEUE.format(folder=tmp_path, seconds=3), folder=tmp_path)
    log = tmp_path / "worker.log"
    for turn in ("killed", "well"):
        with log.open("ab") as out:
            worker = subprocess.Popen(
                WORKER, cwd=tmp_path, env=environment(DATELINE_DATA=str(tmp_path)), stdout=out, stderr=out
            )
        try:
            wait_until((tmp_path / "begun").exists)
            if turn == "killed":
                (tmp_path / "begun").unlink()
                continue
            wait_until((tmp_path / "ended").exists)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=25) == 0
        finally:
            worker.kill()
            worker.wait()

    assert manage_shell(LOOK_AT_TASK, folder=tmp_path).split() == ["SUCCESSFUL", "2"]
    assert "tasks_put_back" in log.read_text(encoding="utf-8")
