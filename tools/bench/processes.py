"""Processes that we start: their families, processor time and memory, read from /proc."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 120.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, writing to a log."""
    with log.open("ab") as file:
        return subprocess.Popen(
            command, env=dict(environment), stdout=file, stderr=file, cwd=log.parent, start_new_session=True
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and end it with all that it started when it does not."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def family(process: int) -> list[int]:
    """Return the process and all below it."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [process, *(each for child in children for each in family(int(child)))]


def cpu_seconds(process: int) -> float:
    """Return the user and system time that the family has used."""
    return sum(_ticks(each) for each in family(process)) / TICKS


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


class Elsewhere:
    """How busy the processors are with what is not ours: this process, its children and some families."""

    def __init__(self, processes: Sequence[int]) -> None:
        self._processes = [os.getpid(), *processes]
        self._began = self._now()

    def share(self) -> float:
        """Return the part of all processors' time that went elsewhere since the beginning, 0 to 1."""
        everything, busy, ours = (new - old for new, old in zip(self._now(), self._began, strict=True))
        return round(max(0.0, busy - ours) / everything, 2) if everything else 0.0

    def _now(self) -> tuple[float, float, float]:
        fields = [int(text) for text in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
        idle = fields[3] + fields[4]
        gone = os.times()
        # Children that ended are counted with those who waited for them; the families may contain each other.
        living = {each for process in self._processes for each in family(process)}
        ours = sum(_ticks(each) for each in living) / TICKS + gone.children_user + gone.children_system
        return sum(fields) / TICKS, (sum(fields) - idle) / TICKS, ours


def megabytes(process: int) -> dict[str, float]:
    """Return the proportional set size of each process of the family, by what it is."""
    sizes = {}
    for each in family(process):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        kilobytes = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        sizes[f"{_name(each)} ({each})"] = round(kilobytes / 1024, 1)
    return sizes


def _name(process: int) -> str:
    words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    shown = [word.decode(errors="replace") for word in words[1:] if word and not word.startswith(b"--")]
    for word in shown:
        if word.startswith(("granian", "dateline", "tools")) or word in {"db_worker", "up"}:
            return " ".join(shown[shown.index(word) :])[:40]
    return Path(f"/proc/{process}/comm").read_text().strip()


def wait_until_answers(port: int, *, path: str, process: subprocess.Popen[bytes], log: Path) -> float:
    """Return the seconds until the address answers 200."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if process.poll() is not None:
            break
        try:
            if get(port, path)[0] == 200:
                return time.monotonic() - began
        except OSError:
            pass
        time.sleep(0.01)
    raise RuntimeError(
        f"{path} on port {port} did not answer 200:\n{log.read_text(errors='replace')[-3000:]}"
    )


def get(port: int, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Ask once; return status, body and headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): text for name, text in answer.getheaders()}
    finally:
        connection.close()
