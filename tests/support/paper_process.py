"""The real paper as processes: ``dateline up`` on a folder of its own, started, killed and asked at will."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dateline.edition.metrics import node_totals
from tests.edition_site.postgres import free_port
from tests.support.asking import Got, asked
from tests.support.prepared_paper import clean_environment, copy_prepared_data

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "dateline.config.cli"]
PAPER = """
name = "The Harbour Post"
tagline = "All the news of a small port"
language = "{language}"
time_zone = "UTC"
[[sections]]
slug = "town"
name = "Town"
[[sections]]
slug = "sea"
name = "Sea"
[[sections]]
slug = "opinion"
name = "Opinion"
[[sections]]
slug = "meanwhile"
name = "Meanwhile"
"""
# Patience only: on a busy machine the tables alone take minutes.
START_SECONDS = 600


class Asked:
    """Something on a port of this machine that answers HTTP."""

    port: int

    def get(self, target: str, *, method: str = "GET", timeout: float = 10, **headers: str) -> Got:
        """Return status, body and headers; underscores in header names stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask(method, target, None, {"host": "localhost", **named}, timeout)

    def post(self, target: str, form: dict[str, str], *, session: str = "", timeout: float = 30) -> Got:
        """Send a form, to the desk as somebody who is signed in."""
        token = "a" * 32
        headers = {
            "host": "localhost",
            "content-type": "application/x-www-form-urlencoded",
            "cookie": f"csrftoken={token}; dateline_session={session}",
        }
        body = urlencode({**form, "csrfmiddlewaretoken": token}, doseq=True)
        return self._ask("POST", target, body, headers, timeout)

    def _ask(
        self, method: str, target: str, body: str | None, headers: dict[str, str], timeout: float
    ) -> Got:
        return asked(self.port, method=method, target=target, body=body, headers=headers, timeout=timeout)


class PaperProcess(Asked):
    """One node: a folder, its environment and, while it runs, its process tree."""

    def __init__(self, folder: Path, *, language: str = "en", **variables: str) -> None:
        self.folder, self.data = folder, folder / "data"
        self.port = free_port()
        self.log = folder / "up.log"
        self.environment = {
            **clean_environment(),
            "DATELINE_DATA": str(self.data),
            "DATELINE_PORT": str(self.port),
            "DATELINE_BASE_URL": "http://localhost",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            **variables,
        }
        folder.mkdir(parents=True, exist_ok=True)
        self.paper_file = PAPER.format(language=language)
        (folder / "paper.toml").write_text(self.paper_file, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def prepare_quickly(self) -> None:
        """Do what ``dateline prepare`` does on SQLite, by copying a folder where it has been done."""
        copy_prepared_data(self.paper_file, self.data)

    def take_static_files(self, data: Path) -> None:
        """Begin with the files that another paper has collected, which takes ten seconds."""
        self.data.mkdir(mode=0o750, exist_ok=True)
        for name in ("static", "static-state"):
            shutil.copytree(data / name, self.data / name, copy_function=shutil.copy2)

    def run(self, *arguments: str) -> str:
        """Run a subcommand of dateline and return what it said; it must succeed."""
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_SECONDS,
        )
        assert done.returncode == 0, f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self, *, role: str = "all") -> None:
        """Start and wait until the paper says that it runs."""
        self._spoken = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*COMMAND, "up", "--role", role],
                env=self.environment,
                cwd=self.folder,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while b"Running: " not in self.log.read_bytes()[self._spoken :]:
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def said(self) -> str:
        """Return everything that the paper wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def processes(self) -> dict[int, str]:
        """Return the numbers and command lines of all processes below the supervisor."""
        assert self._process is not None
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True)
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()[1:]]
        family, found = {self._process.pid}, {}
        for _ in range(4):
            for pid, parent, command in rows:
                if int(parent) in family and int(pid) not in family and "<defunct>" not in command:
                    family.add(int(pid))
                    found[int(pid)] = command
        return found

    def find(self, words: str) -> list[int]:
        """Return the processes whose command line contains these words, oldest first."""
        return sorted(pid for pid, command in self.processes().items() if words in command)

    def children_of(self, parent: int) -> list[int]:
        """Return the processes that this one has started."""
        listed = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in listed.stdout.split()]

    def totals(self) -> dict[str, int]:
        """Return what the node's web processes have counted."""
        return node_totals(self.data / "edition" / "counters")

    def kill(self) -> None:
        """Kill every process of the node at once."""
        if self._process is not None:
            victims = [self._process.pid, *self.processes()]
            for pid in victims:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
            for pid in victims:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._process.wait(timeout=30)
            self._process = None

    def stop(self) -> int:
        """Ask the node to end, as a service manager does, and return its exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        code = self._process.wait(timeout=40)
        self._process = None
        return code


class DeskHand:
    """A process of the paper that does desk work on demand and renders pages afresh."""

    def __init__(self, paper: PaperProcess, *, seed: int = 1) -> None:
        self._log = (paper.folder / "hand.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.desk_hand", str(seed)],
            env=paper.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    @property
    def process_id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, order: str, **arguments: Any) -> Any:
        """Carry out an order and return its answer. Raises OSError when the process has been killed."""
        self.tell(order, **arguments)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise OSError("The hand has been killed.")
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def tell(self, order: str, **arguments: Any) -> None:
        """Begin an order and do not wait for it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"order": order, **arguments}).encode() + b"\n")
        self._process.stdin.flush()

    def fresh(self, address: str) -> tuple[int, bytes]:
        """Return status and body of a rendering that no store has seen."""
        status, body = self.ask("fresh", address=address)
        return status, body.encode()

    def kill(self) -> None:
        """Kill the process wherever it is."""
        self._process.kill()
        self._process.wait(timeout=10)

    def close(self) -> None:
        """End the process between two orders; it keeps nothing that is not in the database."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._log.close()
