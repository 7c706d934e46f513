"""The whole way: a paper with a real Varnish in front, and a story that somebody publishes."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.config.test_command import dateline, environment, free_port
from tests.support.prepared_paper import copy_prepared_paper

PUBLISH = """
from dateline.publishing.actions import publish_page
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
story = StoryPage(title="Ferry back in service", slug="ferry", live=False,
                  body=[("paragraph", "<p>It sails again.</p>")])
SectionPage.objects.first().add_child(instance=story)
publish_page(page=story, by=None)
"""
PATIENCE = 120

pytestmark = pytest.mark.own_database


@contextmanager
def started(command: list[str], log: Path, **variables: str) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment(**variables), stdout=out, stderr=out, cwd=log.parent
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def ask(port: int, target: str = "/") -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", target)
        response = connection.getresponse()
        return response.status, response.read(), {k.lower(): v for k, v in response.getheaders()}
    finally:
        connection.close()


def wait_for(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> float:
    begun = time.monotonic()
    while True:
        try:
            if condition():
                return time.monotonic() - begun
        except OSError:
            pass
        assert time.monotonic() - begun < seconds, "it never happened"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("varnishd") is None, reason="varnish is not installed")
def test_story_published_behind_varnish_is_on_the_front_that_varnish_serves(tmp_path: Path) -> None:
    paper_port, varnish_port = free_port(), free_port()
    variables = {"DATELINE_VARNISH": f"http://127.0.0.1:{varnish_port}"}
    copy_prepared_paper(tmp_path)
    backend = ["--backend", f"127.0.0.1:{paper_port}"]
    vcl = dateline("manage", "varnish_configuration", *backend, folder=tmp_path, **variables)
    (tmp_path / "site.vcl").write_text(vcl.stdout, encoding="utf-8")
    up = [sys.executable, "-m", "dateline.config.cli", "up", "--port", str(paper_port)]
    varnishd = ["varnishd", "-F", "-j", "none", "-n", str(tmp_path / "varnish"), "-s", "malloc,16m"]
    varnishd += ["-a", f"127.0.0.1:{varnish_port}", "-f", str(tmp_path / "site.vcl")]

    with started(up, tmp_path / "up.log", **variables), started(varnishd, tmp_path / "varnish.log"):
        wait_for(lambda: ask(paper_port, "/readyz")[0] == 200)
        wait_for(lambda: ask(varnish_port)[0] == 200)
        wait_for(lambda: int(ask(varnish_port)[2].get("age", "0")) > 0)
        assert b"Ferry back" not in ask(varnish_port)[1]

        published = dateline("manage", "shell", "-v0", "-c", PUBLISH, folder=tmp_path, **variables)
        assert published.returncode == 0, published.stderr
        took = wait_for(lambda: b"Ferry back" in ask(varnish_port)[1], seconds=5)
        health = json.loads(ask(paper_port, "/healthz")[1])
        metrics = ask(varnish_port, "/metrics")

    assert took < 2
    assert health["followers"] == "ok"
    # Through a proxy everybody is a stranger.
    assert metrics[0] == 403
    assert b"Traceback" not in (tmp_path / "up.log").read_bytes()
