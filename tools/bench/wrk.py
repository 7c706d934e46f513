"""wrk: load from Debian, and what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
PAUSE_MS = 5
# wrk has no rate of its own: connections that pause make one.
PAUSING = f"function delay() return {PAUSE_MS} end\n"


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


def steady(url: str, *, rate: float, seconds: int, folder: Path) -> subprocess.Popen[str]:
    """Start a load of about so many requests a second; it ends by itself."""
    script = folder / "pausing.lua"
    script.write_text(PAUSING)
    connections = max(1, round(rate * PAUSE_MS / 1000))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "-s", str(script)]
    return subprocess.Popen([*command, "-H", "Accept-Encoding: gzip", url], stdout=subprocess.PIPE, text=True)


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
