"""What ``dateline doctor`` looks at about the verifiable log: its key, its witness, its copies."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register  # noqa: A004 - Django's own name

from dateline.config.checks import DOCTOR
from dateline.config.installation import Installation
from dateline.transparency.signing import is_of_loopback, name_of_log
from dateline.transparency.witness import trouble_with

STATE_HINT = (
    "Name a folder outside of the paper's in DATELINE_LOG_WITNESS; under systemd StateDirectory= makes one."
)


@register(DOCTOR, deploy=True)
def check_log_key(**kwargs: Any) -> Sequence[CheckMessage]:
    """Whoever reads the key of the log can sign in the paper's name."""
    installation: Installation = settings.INSTALLATION
    signing = installation.log_signing
    key = signing.key
    if not os.access(key.parent, os.X_OK) or not key.exists():
        return []
    if signing.is_elsewhere and os.access(key, os.R_OK):
        what = f"The log is signed elsewhere, and a key of it lies in {key}, which this user can read."
        hint = "Give it to the signer, see the guide, or delete it if the signer has made one of its own."
        return [Warning(what, hint=hint, id="doctor.W009")]
    if not stat.S_IMODE(key.stat().st_mode) & 0o077:
        return []
    hint = f"chmod 600 {key}; if others may have read it, `dateline manage new_log_key` makes a new one."
    return [Error(f"Others on this machine can read {key}.", hint=hint, id="doctor.E010")]


@register(DOCTOR, deploy=True)
def check_log_witness(**kwargs: Any) -> Sequence[CheckMessage]:
    """The witness of what was signed, which must lie where no backup of the paper brings it back."""
    installation: Installation = settings.INSTALLATION
    witness: Path | None = settings.LOG_WITNESS
    if is_of_loopback(name_of_log()):
        return []
    problem = trouble_with(witness) if witness is not None else ""
    if problem:
        return [Warning(f"The witness of the log in {witness} {problem}.", hint=STATE_HINT, id="doctor.W006")]
    if witness is not None and _is_below(witness, (installation.folder, installation.data)):
        what = (
            f"The witness of the log, {witness}, lies in the paper's own folder: a backup brings it back too."
        )
        return [Warning(what, hint=STATE_HINT, id="doctor.W007")]
    if witness is None and not settings.LOG_COPIES:
        what = "Neither a witness nor a copy of the log is kept: after a backup it could be signed twice."
        return [Warning(what, hint=STATE_HINT, id="doctor.W008")]
    return []


@register(DOCTOR, deploy=True)
def check_log_copies(**kwargs: Any) -> Sequence[CheckMessage]:
    """A copy of the verifiable log elsewhere, for the day when this machine is gone."""
    if settings.LOG_COPIES:
        return []
    return [
        Info(
            "No copy of the verifiable log is named. On another machine a backup of the paper brings back"
            " stories, log and key together, and nothing there would know that more had been signed.",
            hint="Name a folder on another disk or the address of a mirror in DATELINE_LOG_COPIES.",
            id="doctor.I004",
        )
    ]


def _is_below(place: Path, folders: Sequence[Path]) -> bool:
    return any(place.resolve().is_relative_to(folder.resolve()) for folder in folders)
