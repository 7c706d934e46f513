"""Which processes run for which role, and how they are started."""

from __future__ import annotations

import sys

from dateline.config.installation import Installation
from dateline.config.supervisor import Child

SERVER_INTERFACE = "rsgi"
SERVER_TARGET = "dateline.config.rsgi:application"

ROLES = {"all": ("web", "worker"), "web": ("web",), "worker": ("worker",)}


def children_for(role: str, *, installation: Installation, host: str) -> list[Child]:
    """Return the processes of a role: the web server; the worker, and its signer if nobody else runs it."""
    children: list[Child] = []
    if "web" in ROLES[role]:
        children.append(Child("web", _web(installation, host=host)))
    if "worker" in ROLES[role] and not installation.log_signing.is_elsewhere:
        children.append(Child("signer", _signer(installation)))
    if "worker" in ROLES[role]:
        children.append(Child("worker", [sys.executable, "-m", "dateline.config.worker"]))
    return children


def _web(installation: Installation, *, host: str) -> list[str]:
    options = {
        "--interface": SERVER_INTERFACE,
        "--host": host,
        "--port": str(installation.port),
        "--workers": str(installation.workers),
        "--loop": "uvloop",
        "--log-level": "warning",
        "--workers-kill-timeout": "10",
    }
    command = [sys.executable, "-m", "dateline.config.granian_server", "--no-ws", "--respawn-failed-workers"]
    for name, value in options.items():
        command += [name, value]
    return [*command, SERVER_TARGET]


def _signer(installation: Installation) -> list[str]:
    signing = installation.log_signing
    options = ["--key", str(signing.key), "--socket", str(signing.socket)]
    return [sys.executable, "-m", "dateline.config.cli", "signer", *options]
