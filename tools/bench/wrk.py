"""wrk: load from Debian, and what it says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
PAUSE_MS = 5
# What a browser calls itself: the edition counts what browsers read, which is part of what a hit costs.
BROWSER = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# wrk has no rate of its own: connections that pause make one.
SCRIPT = """
local made, turn = {}, 0
function init() for place, path in ipairs({%s}) do made[place] = wrk.format("GET", path) end end
function request() turn = turn %% #made + 1; return made[turn] end
function delay() return %d end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """One run."""

    requests: int
    requests_s: float
    p50_ms: float
    p99_ms: float


def load(url: str, *, connections: int, seconds: int, encoding: str = "gzip") -> Load:
    """Load an address as fast as it goes. Raises RuntimeError when it answers errors."""
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}",
        "--latency",
        "-H",
        f"Accept-Encoding: {encoding}",
        "-H",
        BROWSER,
    ]
    return said(subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout)


def said(text: str) -> Load:
    """Return what wrk found out."""
    if "Non-2xx" in text:
        raise RuntimeError(f"Errors under load: {text}")
    return Load(
        requests=int(_found(r"(\d+) requests in", text)),
        requests_s=float(_found(r"Requests/sec:\s+([\d.]+)", text)),
        p50_ms=_milliseconds(_found(r"\n\s+50%\s+(\S+)", text)),
        p99_ms=_milliseconds(_found(r"\n\s+99%\s+(\S+)", text)),
    )


@dataclass(frozen=True, slots=True)
class Readers:
    """Readers who ask one server for several pages in turn; ``folder`` is for wrk's script."""

    url: str
    paths: Sequence[str]
    folder: Path

    def most(self, *, seconds: int) -> float:
        """Return how many requests a second the server answers at most."""
        return said(self._start(64, seconds=seconds, pause_ms=0).communicate()[0]).requests_s

    def start(self, rate: float, *, seconds: int) -> subprocess.Popen[str]:
        """Start a load of so many requests a second, were they answered at once; it ends by itself."""
        return self._start(max(1, round(rate * PAUSE_MS / 1000)), seconds=seconds, pause_ms=PAUSE_MS)

    def _start(self, connections: int, *, seconds: int, pause_ms: int) -> subprocess.Popen[str]:
        script = self.folder / "readers.lua"
        script.write_text(SCRIPT % (", ".join(f'"{path}"' for path in self.paths), pause_ms))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "-s", str(script)]
        command += ["-H", "Accept-Encoding: gzip", "-H", BROWSER, self.url]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"{pattern} is not in wrk's answer: {text}")
    return match[1]


def _milliseconds(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    if match is None:
        raise RuntimeError(text)
    return float(match[1]) * UNITS[match[2]]
