"""Where the paper last listened, kept in its data folder.

`dateline up --port 9000` says it to that command only; nginx's configuration, the canonical addresses of a
copy and the welcome link must name the same port, whoever asks for them later.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILE = "listening"
ALL_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """An address of this machine and a port."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def from_here(self) -> str:
        """Return ``host:port`` as programs of this machine reach it."""
        here = ALL_ADDRESSES.get(self.host, self.host)
        return f"[{here}]:{self.port}" if ":" in here else f"{here}:{self.port}"


def remember_listening(data: Path, listening: Listening) -> None:
    """Keep where the paper listens now."""
    draft = data / f"{FILE}.new"
    draft.write_text(f"{listening.host} {listening.port}\n", encoding="ascii")
    draft.replace(data / FILE)


def last_listening(data: Path) -> Listening:
    """Return where the paper last listened; the defaults where it never did."""
    try:
        host, port = (data / FILE).read_text(encoding="ascii").split()
        return Listening(host=host, port=int(port))
    except (OSError, ValueError):
        return Listening()
