"""A data folder that ``dateline prepare`` has filled, kept and copied: preparing one takes half a minute.

The first test that needs a paper like it prepares it; later ones, and later runs, copy it while no file of
the package and no locked dependency differs.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT_AT_MOST = 6
PATIENCE = 600


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
    place = Path(tempfile.gettempdir()) / f"dateline-prepared-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    kept = place / sha256(f"{_package()}\0{with_demo}\0{paper}".encode()).hexdigest()[:32]
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _prepare(paper, kept, with_demo=with_demo)
        os.utime(kept)
        folders = sorted(place.glob("*/"), key=lambda folder: -folder.stat().st_mtime)
        for old in folders[KEPT_AT_MOST:]:
            shutil.rmtree(old, ignore_errors=True)
    return kept / "data"


def _prepare(paper: str, kept: Path, *, with_demo: bool) -> None:
    # The name appears when everything is in it.
    unready = kept.with_suffix(".unready")
    shutil.rmtree(unready, ignore_errors=True)
    unready.mkdir()
    (unready / "paper.toml").write_text(paper, encoding="utf-8")
    command = [sys.executable, "-m", "dateline.config.cli", "prepare", "--data", str(unready / "data")]
    done = subprocess.run(
        [*command, *(["--demo"] if with_demo else [])],
        cwd=unready,
        env={**clean_environment(), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, f"The paper was not prepared: {done.stdout}{done.stderr}"
    unready.rename(kept)


def _package() -> str:
    """Return a digest of everything that a prepared folder follows from."""
    digest = sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted((ROOT / "src").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
