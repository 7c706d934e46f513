"""A data folder that ``dateline prepare`` has filled, kept and copied: preparing one takes half a minute.

The first test that needs a paper like it prepares it; later ones, and later runs, copy it while no file of
the package and no dependency differs. Nearly all of the time goes into tables and static files, which are the
same in every paper, so they are made once: a paper is prepared in a copy of a folder that has them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import closing
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT_AT_MOST = 15
PATIENCE = 600
COLLECT = "from dateline.config.static_files import collect_static_files as collect; collect()"
TASKS = "django_tasks_database_dbtaskresult"
FURTHER_SIZES = "dateline.media.tasks.make_renditions_task"


def copy_prepared_data(paper: str, data: Path, *, with_demo: bool = False) -> None:
    """Make ``data`` the data folder of a paper with this paper.toml, prepared and never started."""
    shutil.copytree(_prepared(paper, with_demo), data, dirs_exist_ok=True)


def copy_prepared_paper(folder: Path) -> None:
    """Do what ``dateline new`` in this folder and ``dateline prepare`` do."""
    paper = (ROOT / "src" / "dateline" / "config" / "new_paper.toml").read_text(encoding="utf-8")
    (folder / "paper.toml").write_text(paper, encoding="utf-8")
    copy_prepared_data(paper, folder / "data")


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what says which paper it is about."""
    ours = ("DATELINE_", "DATABASE_URL", "DJANGO_", "SECRET_KEY", "COVERAGE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@cache
def _prepared(paper: str, with_demo: bool) -> Path:
    kept = _kept(f"{with_demo}\0{paper}", lambda folder: _prepare(paper, folder, with_demo=with_demo))
    return kept / "data"


@cache
def _begun(language: str) -> Path:
    """Return a data folder with the tables and the static files, and no paper in it yet.

    The tables hold the language, from the first migration on.
    """
    blank = f'name = "Blank"\nlanguage = "{language}"\n'
    return _kept(blank, lambda folder: _begin(blank, folder)) / "data"


def _kept(what: str, make: Callable[[Path], None]) -> Path:
    """Return the folder that has been made like this, or make it; who comes meanwhile waits for it."""
    place = Path(tempfile.gettempdir()) / f"dateline-prepared-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    kept = place / sha256(f"{_package()}\0{what}".encode()).hexdigest()[:32]
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            # The name appears when everything is in it.
            unready = kept.with_suffix(".unready")
            shutil.rmtree(unready, ignore_errors=True)
            unready.mkdir()
            make(unready)
            unready.rename(kept)
        os.utime(kept)
    folders = sorted(_whole(place), key=lambda folder: -folder.stat().st_mtime)
    for old in folders[KEPT_AT_MOST:]:
        shutil.rmtree(old, ignore_errors=True)
    return kept


def _whole(place: Path) -> list[Path]:
    return [folder for folder in place.glob("*/") if not folder.suffix]


def _begin(blank: str, folder: Path) -> None:
    _write_paper(folder, blank)
    (folder / "data").mkdir(mode=0o750)
    _dateline(folder, "manage", "migrate", "--verbosity", "0")
    _dateline(folder, "manage", "shell", "--verbosity", "0", "--command", COLLECT)


def _prepare(paper: str, folder: Path, *, with_demo: bool) -> None:
    _write_paper(folder, paper)
    language = tomllib.loads(paper).get("language", "en")
    shutil.copytree(_begun(language), folder / "data")
    # Every paper has a key of its own.
    (folder / "data" / "secret_key").unlink(missing_ok=True)
    _dateline(folder, "prepare", *(["--demo"] if with_demo else []))
    if with_demo:
        _let_rest(folder)


def _let_rest(folder: Path) -> None:
    """Leave the worker of each copy nothing to do but what its test gives it.

    Indexing is done here, once. What no journey looks at is left out: further sizes of the demo's pictures
    would keep a processor busy for a minute beside every one of them, and have tests of their own.
    """
    with closing(sqlite3.connect(folder / "data" / "paper.sqlite3")) as database, database:
        database.execute(f"DELETE FROM {TASKS} WHERE task_path = ? AND status = 'READY'", [FURTHER_SIZES])
    _dateline(folder, "manage", "db_worker", "--batch", "--verbosity", "0")


def _write_paper(folder: Path, paper: str) -> None:
    (folder / "paper.toml").write_text(paper, encoding="utf-8")


def _dateline(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline.config.cli", *arguments],
        cwd=folder,
        env={
            **clean_environment(),
            "DATELINE_DATA": str(folder / "data"),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, f"The paper was not prepared: {done.stdout}{done.stderr}"


@cache
def _package() -> str:
    """Return a digest of everything that a prepared folder follows from."""
    digest = sha256(repr(sorted({f"{found.name} {found.version}" for found in distributions()})).encode())
    for path in sorted((ROOT / "src").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
