"""Collect static files under names with their digest, compressed; skipped while nothing has changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect_static_files() -> bool:
    """Collect when a source file or the storage differs from last time; say whether it was needed."""
    root = Path(settings.STATIC_ROOT)
    stamp, state = root / STAMP, _state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state, encoding="ascii")
    return True


def _state() -> str:
    """Describe every source file by name, size and time; reading them all would take too long."""
    digest = sha256(repr(settings.STORAGES["staticfiles"]).encode())
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
