"""The files of the repository, as the contracts read them."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "src" / "dateline"


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that git keeps or would keep; without git every file that is not made."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        made = {".venv", "__pycache__", ".git", "data", "build", "dist"}
        found = [path for path in ROOT.rglob("*") if not made.intersection(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def kept(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Return the kept files with one of these suffixes below a folder."""
    return [path for path in kept_files() if path.suffix in suffixes and path.is_relative_to(under)]


def shown(path: Path) -> str:
    """Return a path as people name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")
