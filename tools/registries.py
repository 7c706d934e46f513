"""Where the judges of ``make validate`` come from: npm by lock files, PyPI by digests, Debian by name.

The lock files stand in ``tools/npm``, each with versions and digests and without the address of a registry.
After a change of a ``package.json`` there, ``npm install --package-lock-only
--omit-lockfile-registry-resolved`` writes its lock anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "tools" / "npm"
BUILD = ROOT / "build"


def npm_folder(name: str) -> Path:
    """Return the folder with the packages of a lock file, fetched once for each state of it."""
    folder, lock = BUILD / name, LOCKS / name / "package-lock.json"
    stamp, state = folder / ".state", sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != state:
        npm = program("npm", package="npm")
        folder.mkdir(parents=True, exist_ok=True)
        for file in (LOCKS / name).iterdir():
            shutil.copy2(file, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        stamp.write_text(state, encoding="utf-8")
    return folder


def pypi_folder(name: str, *, digest: str) -> Path:
    """Return a folder with the files of one wheel, ``name==version``, without what it needs."""
    folder = BUILD / name.replace("==", "-")
    if not folder.exists():
        BUILD.mkdir(exist_ok=True)
        unready = folder.with_suffix(".unready")
        shutil.rmtree(unready, ignore_errors=True)
        wanted = unready.with_suffix(".txt")
        wanted.write_text(f"{name} --hash=sha256:{digest}\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        only = [
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--target",
            str(unready),
            "-r",
            str(wanted),
        ]
        subprocess.run([*pip, *only], check=True, timeout=600)
        unready.rename(folder)
    return folder


def program(name: str, *, package: str) -> str:
    """Return where a program is; without it, say in which of Debian's packages it is and end."""
    found = shutil.which(name)
    if found is None:
        sys.exit(f"There is no {name} here; apt-get install {package}.")
    return found
