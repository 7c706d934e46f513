"""Nodes as processes: Granian with the test site, started, killed and asked over the network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.edition_site.postgres import free_port
from tests.support.asking import asked

ROOT = Path(__file__).parents[2]


class ServerNode:
    """One node with its own folder; all its processes are in one process group."""

    def __init__(
        self, directory: Path, *, workers: int = 1, pg: dict[str, Any] | None = None, **options: Any
    ) -> None:
        self.directory = directory
        self.port = free_port()
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DATELINE_DATA": str(directory),
            "DJANGO_SETTINGS_MODULE": "tests.edition_site.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "EDITION_SITE_OPTIONS": json.dumps(options),
        }
        self.environment.pop("EDITION_SITE_PG", None)
        if pg is not None:
            self.environment["EDITION_SITE_PG"] = json.dumps(pg)
        directory.mkdir(parents=True, exist_ok=True)

    @property
    def process_id(self) -> int:
        """The main process's number."""
        if self._process is None:
            raise RuntimeError("The node is not running.")
        return self._process.pid

    def migrate(self) -> None:
        """Make the database's tables."""
        command = [sys.executable, "-m", "django", "migrate", "-v0"]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def start(self) -> None:
        """Start the node and wait until it answers."""
        command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(self._workers), "--loop", "uvloop"]
        command += ["--respawn-failed-workers", "tests.edition_site.rsgi:application"]
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                self.get("/desk/echo/")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.directory / "log").read_text())

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to the main process and its workers, and wait for the end."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            self._process.wait(timeout=30)
            self._process = None

    def stop(self) -> None:
        """Ask the main process to end, as a service manager does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def get(self, target: str, timeout: float = 10, **headers: Any) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers."""
        return self._ask("GET", target, None, headers, timeout)

    def publish(self, slug: str, title: str, section: str = "news") -> int:
        """Publish on this node; return the number of the log entry."""
        return int(self.post("/desk/publish/", slug=slug, title=title, section=section))

    def post(self, target: str, **fields: str) -> bytes:
        """Send a form and return what a success answers."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        status, body, _ = self._ask("POST", target, urlencode(fields), headers, 10)
        if status != 200:
            raise RuntimeError(f"{target} answered {status}")
        return body

    def _ask(
        self, method: str, target: str, body: str | None, headers: dict[str, str], timeout: float
    ) -> tuple[int, bytes, dict[str, str]]:
        return asked(self.port, method=method, target=target, body=body, headers=headers, timeout=timeout)
