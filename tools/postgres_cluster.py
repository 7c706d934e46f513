"""Run a command with a private PostgreSQL cluster: ``tools/postgres_cluster.py pytest tests/integration``.

The cluster lives in a temporary folder, listens on a socket in it and nowhere else, and is ended by its own
process. Clusters of the system are neither used nor touched. PostgreSQL refuses to run as root, so root hands
the server over to the user postgres.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
START_SECONDS = 60
SUPERUSER = "dateline"
DATABASE = "dateline"


class NoServerError(RuntimeError):
    """Raised when the machine has no PostgreSQL server programs that are new enough."""


def find_programs() -> Path:
    """Return the folder of the newest server programs."""
    found = [Path(path).parent for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
    found = [folder for folder in found if int(folder.parent.name) >= OLDEST]
    if found:
        return max(found, key=lambda folder: int(folder.parent.name))
    initdb = shutil.which("initdb")
    if initdb is None:
        raise NoServerError(f"There is no PostgreSQL {OLDEST} or newer here; apt-get install postgresql.")
    return Path(initdb).resolve().parent


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """Start a cluster and yield its address for DATABASE_URL; stop and delete it afterwards."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        _give_away(folder)
        _run(
            [
                programs / "initdb",
                "-D",
                folder / "data",
                "-U",
                SUPERUSER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                # The caller's locale may not be installed here; this one always is.
                "--locale=C.UTF-8",
                "--no-sync",
            ]
        )
        server = subprocess.Popen(
            _as_server_user(_server_command(programs, folder)), stderr=subprocess.DEVNULL
        )
        _wait_until_ready(programs, folder, server)
        _run([programs / "createdb", "-h", folder, "-U", SUPERUSER, DATABASE])
        yield f"postgresql:///{DATABASE}?host={quote(str(folder), safe='/')}&user={SUPERUSER}"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _server_command(programs: Path, folder: Path) -> list[str | Path]:
    """Nothing in it survives the run, so it need not be written safely."""
    options = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]
    options += ["listen_addresses=", f"unix_socket_directories={folder}"]
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data"]
    for option in options:
        command += ["-c", option]
    return command


def _as_server_user(command: Sequence[str | Path]) -> list[str]:
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    # setpriv replaces itself by the command, so the process that we started is the one that we end.
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *words]


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        folder.chmod(0o755)


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(_as_server_user(command), capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended at once with exit code {server.returncode}.")
        ready = [str(programs / "pg_isready"), "-q", "-h", str(folder)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not answer within {START_SECONDS} s.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """SIGINT is PostgreSQL's fast shutdown: it ends open sessions and writes what is left."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main(arguments: Sequence[str]) -> int:
    """Run the command with DATABASE_URL set and return its exit code."""
    if not arguments:
        print(__doc__)
        return 2
    try:
        with postgres_cluster() as address:
            environment = {**os.environ, "DATABASE_URL": address}
            return subprocess.run(arguments, env=environment, check=False).returncode
    except NoServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main(sys.argv[1:]))
