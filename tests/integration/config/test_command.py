"""The dateline command as people type it: real processes, real folders, real exit codes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline import __version__

COMMAND = [sys.executable, "-m", "dateline.config.cli"]
START_SECONDS = 120

pytestmark = pytest.mark.own_database


def environment(**variables: str) -> dict[str, str]:
    ours = ("DATELINE_", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "COVERAGE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**inherited, "PYTHONPATH": paths, **variables}


def dateline(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, *, port: int) -> Iterator[Path]:
    """Run the paper and yield the file with what it says; it must stop cleanly."""
    log = folder / "up.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*COMMAND, "up", "--port", str(port)], cwd=folder, env=environment(), stdout=out, stderr=out
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while "Running: " not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield log
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=30)
    assert code == 0, log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_new_paper_comes_up_welcomes_and_stops(tmp_path: Path) -> None:
    port = free_port()
    assert dateline("new", ".", folder=tmp_path).returncode == 0

    with running(tmp_path, port=port) as log:
        said = log.read_text(encoding="utf-8")
        link = re.search(r"http://\S+/desk/welcome/\S+", said)
        assert link is not None, said
        with urllib.request.urlopen(link[0], timeout=10) as page:
            assert page.status == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as ready:
            assert b'"status": "ok"' in ready.read()
        second = dateline("up", "--port", str(free_port()), folder=tmp_path)
        elsewhere = dateline("up", "--port", str(port), "--data", "other", folder=tmp_path)
        doctor = dateline("doctor", folder=tmp_path)

    assert (second.returncode, "already runs" in second.stderr) == (1, True)
    assert (elsewhere.returncode, f"Port {port}" in elsewhere.stderr) == (1, True)
    assert doctor.returncode == 0, doctor.stdout
    assert "\x1b" not in said
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_wrong_settings_stop_every_command_without_a_traceback(tmp_path: Path) -> None:
    for arguments in (["up"], ["manage", "check"], ["prepare"]):
        done = dateline(*arguments, folder=tmp_path, DATELINE_PORT="many", EMAIL_URL="pigeon:")

        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert 'DATELINE_PORT is "many"; expected a whole number from 1 to 65535.' in done.stderr
        assert 'EMAIL_URL is "pigeon:"; expected smtp://' in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_doctor_without_a_paper_says_what_to_do_and_fails(tmp_path: Path) -> None:
    done = dateline("doctor", folder=tmp_path)

    assert done.returncode == 1
    assert "wrong: There is no secret key" in done.stdout
    assert "mend: Run `dateline up`" in done.stdout


@pytest.mark.slow
def test_doctor_with_wrong_settings_names_them_and_fails(tmp_path: Path) -> None:
    done = dateline("doctor", folder=tmp_path, DATELINE_WORKERS="0")

    assert done.returncode == 1
    assert 'wrong: DATELINE_WORKERS is "0".\n  mend: Give it a whole number from 1 to 64.' in done.stdout


@pytest.mark.slow
def test_import_without_a_database_says_so_without_a_traceback(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/paper.sqlite3"

    done = dateline("import", "page.txt", folder=tmp_path, DATABASE_URL=url)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The database does not answer" in done.stderr


def test_import_in_an_unknown_format_is_wrong_use(tmp_path: Path) -> None:
    done = dateline("import", "--as", "carvings", "page.txt", folder=tmp_path)

    assert done.returncode == 2
    assert '--as is "carvings"; expected one of: dateline, feed, ghost, html,' in done.stderr
    assert not (tmp_path / "data").exists()


def test_new_in_a_folder_with_a_paper_is_refused(tmp_path: Path) -> None:
    dateline("new", "paper", folder=tmp_path)

    again = dateline("new", "paper", folder=tmp_path)

    assert again.returncode == 1
    assert "is a paper" in again.stderr


def test_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    assert dateline("publish", folder=tmp_path).returncode == 2


def test_version_is_the_packages(tmp_path: Path) -> None:
    assert dateline("--version", folder=tmp_path).stdout.strip().endswith(__version__)
