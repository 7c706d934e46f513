"""Collect static files under names with their digest, compressed; skipped while nothing has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from dateline.config.apps import PaperStaticFilesConfig

DESK_FOLDERS = ("admin/", "wagtail", "modelcluster/")
WITH_DIGEST = re.compile(r"\.[0-9a-f]{12}\.")
STAMP = "collected"


def collect_static_files() -> bool:
    """Collect when a source file or the storage differs from last time; say whether it was needed."""
    root = Path(settings.STATIC_ROOT)
    stamp, state = state_folder() / STAMP, _state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return False
    for folder in (root, stamp.parent):
        folder.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    for name in (".collected", "staticfiles.json"):
        # Where they were before, everybody could read them.
        (root / name).unlink(missing_ok=True)
    stamp.write_text(state, encoding="ascii")
    return True


def state_folder() -> Path:
    """Return where is kept what was collected from where: not among the files, which everybody may read."""
    return Path(settings.STATIC_ROOT).with_name("static-state")


def _state() -> str:
    """Describe every source file by name, size and time; reading them all would take too long."""
    digest = sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(PaperStaticFilesConfig.ignore_patterns):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class PaperStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names with digests for all; the best compression for what readers get, a quick one for the desk.

    Brotli at its best takes most of a first run for the desk's own files, which few people fetch, and once.
    """

    is_for_readers = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Other users of the machine, such as nginx's, have no need of it.
        manifests = FileSystemStorage(
            location=state_folder(), file_permissions_mode=0o640, directory_permissions_mode=0o750
        )
        super().__init__(*args, manifest_storage=manifests, **kwargs)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress readers' files both ways, and of the desk's only those that pages link to."""
        names = set(paths)
        readers = {name for name in names if not name.startswith(DESK_FOLDERS)}
        self.is_for_readers = True
        yield from super().compress_files(readers)
        self.is_for_readers = False
        yield from super().compress_files({name for name in names - readers if WITH_DIGEST.search(name)})

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Leave brotli to readers' files."""
        return Compressor(**kwargs, use_brotli=self.is_for_readers)
