"""Where an installation keeps its verifiable log, and who signs it: from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.config.env import Environment
from dateline.config.problems import Problems

KEY_FILE, SIGNER_SOCKET = "log_key", "signer.socket"
WITNESS_FOLDER, NO_WITNESS = "dateline/log-witness", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSigning:
    """Who signs the verifiable log."""

    key: Path
    """The file with the private key, which nobody but the signer reads."""
    socket: Path
    """Where the signer is asked."""
    is_elsewhere: bool
    """True when somebody else runs it, as a rule as another user."""


def log_signing(env: Environment, data: Path) -> LogSigning:
    """Read who has the key and where the signer is asked."""
    return LogSigning(
        key=env.path("DATELINE_LOG_KEY", default=data / KEY_FILE),
        socket=env.path("DATELINE_LOG_SIGNER", default=data / SIGNER_SOCKET),
        is_elsewhere=bool(env.text("DATELINE_LOG_SIGNER", default="")),
    )


def log_copies(env: Environment, problems: Problems) -> tuple[str, ...]:
    """Read where else the verifiable log is kept: folders and addresses, with spaces between them."""
    listed = tuple(env.text("DATELINE_LOG_COPIES", default="").split())
    for place in listed:
        if not place.startswith(("/", "https://", "http://")):
            problems.add(
                where="DATELINE_LOG_COPIES",
                value=place,
                expected="folders (/backup/log) and addresses (https://mirror.example/log), spaces between",
            )
    return listed


def log_witness(env: Environment, variables: Mapping[str, str]) -> Path | None:
    """Return where this machine's witness of the log lies: outside what a backup of the paper brings back.

    That is systemd's StateDirectory=, else where the XDG base directories keep the state of a user.
    """
    if env.text("DATELINE_LOG_WITNESS", default="") == NO_WITNESS:
        return None
    # systemd names several with colons between.
    state = variables.get("STATE_DIRECTORY", "").split(":")[0] or variables.get("XDG_STATE_HOME", "")
    home = variables.get("HOME", "")
    around = Path(state) if state.startswith("/") else Path(home, ".local", "state") if home else None
    if around is None and not env.text("DATELINE_LOG_WITNESS", default=""):
        return None
    return env.path("DATELINE_LOG_WITNESS", default=(around or Path("/")) / WITNESS_FOLDER)
