"""Make .venv and install what is missing, to run the paper (``set_up.py run``), test it (``test``), or have
it judged by others as well (``validate``).

Runs on the system's Python alone, before anything is installed, so it uses nothing but the standard library.
"""

from __future__ import annotations

import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
POSTGRESQL = "/usr/lib/postgresql/*/bin/initdb"
SERVERS = {"nginx": "nginx", "varnishd": "varnish"}
# Had where Debian has it and done without elsewhere: the package, a file of it, what is missing then.
WELCOME = (
    (
        "libnginx-mod-http-brotli-static",
        "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
        "nginx will be tested and measured without brotli",
    ),
    (
        "chromium-headless-shell",
        "/usr/bin/chromium-headless-shell",
        "runs of the desk work in Chromium itself, which takes half as much again",
    ),
    ("wrk", "/usr/bin/wrk", "`make bench` cannot measure hits"),
)
# What the judges of `make validate` run on, or are: the program and its package.
JUDGES = {"npm": "npm", "java": "default-jre-headless", "newsboat": "newsboat"}
PURPOSES = ("run", "test", "validate")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(purpose: str) -> int:
    """Set up for a purpose and return an exit code."""
    if sys.version_info < OLDEST:
        return _complain(
            f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {sys.version.split()[0]}."
        )
    missing = ["python3-venv"] if importlib.util.find_spec("ensurepip") is None else []
    if purpose != "run":
        missing += _missing_for_tests()
    if purpose == "validate":
        missing += [package for name, package in JUDGES.items() if shutil.which(name) is None]
    if missing and not _install_system_packages(missing):
        return 1
    if purpose != "run":
        _install_what_is_welcome()
    # pip comes last; a run that was interrupted before it is repeated.
    if not all((VENV / "bin" / name).exists() for name in ("python", "pip")):
        print("Making .venv")
        # A process of its own, because ensurepip may have been installed a moment ago.
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    locks = ["requirements-build.txt", "requirements.txt"]
    _pip(
        "install",
        "--require-hashes",
        *_each("-r", [*locks, *(["requirements-dev.txt"] if purpose != "run" else [])]),
    )
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    return 0


def _missing_for_tests() -> list[str]:
    packages = []
    if not any(shutil.which(name) for name in CHROMIUM):
        packages += ["chromium", "fonts-liberation", "fonts-dejavu-core"]
    if not glob.glob(POSTGRESQL) and shutil.which("initdb") is None:
        packages.append("postgresql")
    # What stands in front of a paper in life stands in front of the edition in its tests.
    everywhere = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
    for server in SERVERS:
        if shutil.which(server, path=everywhere) is None:
            packages.append(SERVERS[server])
    return packages


def _install_system_packages(packages: list[str]) -> bool:
    wanted = f"apt-get install {' '.join(packages)}"
    apt_get = _apt_get()
    if apt_get is None:
        _complain(f"Some system packages are missing. As root: {wanted}")
        return False
    print(f"Installing system packages: {' '.join(packages)}")
    subprocess.run([*apt_get, "update"], check=False, stdin=subprocess.DEVNULL)
    if not _installed(apt_get, packages):
        _complain(f"That did not work. As root: {wanted}")
        return False
    return True


def _install_what_is_welcome() -> None:
    """Install what tests and benchmark do without, one by one: a release may lack one of them."""
    apt_get = _apt_get()
    for package, file, without in WELCOME:
        if os.path.exists(file) or shutil.which(package) is not None:
            continue
        print(f"Installing {package}")
        if apt_get is None or not _installed(apt_get, [package]):
            print(f"{package} is not to be had here: {without}.")


def _apt_get() -> list[str] | None:
    """Return how to call apt-get as root without questions, None where that is impossible."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (sudo and shutil.which("sudo") is None):
        return None
    # sudo would drop a plain environment variable, so env sets it behind sudo.
    return [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]


def _installed(apt_get: list[str], packages: list[str]) -> bool:
    command = [*apt_get, "install", "--no-install-recommends", *packages]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0


def _pip(*arguments: str) -> None:
    command = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        *arguments,
    ]
    subprocess.run(command, check=True, cwd=ROOT)


def _each(option: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PURPOSES:
        print(__doc__)
        sys.exit(2)
    try:
        sys.exit(main(sys.argv[1]))
    except subprocess.CalledProcessError as failure:
        sys.exit(_complain(f"This failed: {' '.join(failure.cmd)}"))
