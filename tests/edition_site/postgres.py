"""A PostgreSQL server of our own for tests: started, stopped and stopped hard at will."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Postgres:
    """One cluster in a temporary folder."""

    def __init__(self) -> None:
        if BINARIES is None:
            raise RuntimeError("PostgreSQL is not installed.")
        self.port = free_port()
        self._root = Path(tempfile.mkdtemp(prefix="edition-pg-"))
        self._as: list[str] = []
        if os.geteuid() == 0:
            # The server refuses to run as root.
            user = pwd.getpwnam("postgres")
            os.chown(self._root, user.pw_uid, user.pw_gid)
            self._as = ["runuser", "-u", "postgres", "--"]
        self.data = self._root / "data"
        self._run("initdb", "-D", str(self.data), "-A", "trust", "-U", "postgres", "-N")
        self.start()

    def settings(self, name: str = "postgres") -> dict[str, Any]:
        """Return what Django needs to connect."""
        return {"NAME": name, "USER": "postgres", "HOST": "127.0.0.1", "PORT": str(self.port)}

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-p {self.port} -k {self._root} -c fsync=off -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "-l", str(self._root / "log"), "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: fast, or immediate as in a crash."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop and delete the cluster."""
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self._root, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        assert BINARIES is not None
        subprocess.run(
            [*self._as, str(BINARIES / program), *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
