"""Put an uploaded archive where imports may read it; a ZIP is unpacked with care."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from dateline.archive.runs.places import upload_folder

MOST_BYTES = 20 * 1024**3
MOST_FILES = 2_000_000
CHUNK = 1 << 20
_UNSAFE = re.compile(r"[^\w.-]+")


class UploadRefusedError(ValueError):
    """An upload is not taken; the message is for whoever sent it."""


def take_in_upload(uploads: Iterable[Any]) -> Path:
    """Keep uploaded files in a new folder of their own and return it. Raises UploadRefusedError."""
    listed = list(uploads)
    folder = _new_folder(listed[0].name)
    try:
        for upload in listed:
            path = folder / _file_name(upload.name)
            with path.open("wb") as file:
                for chunk in upload.chunks(CHUNK):
                    file.write(chunk)
            if zipfile.is_zipfile(path):
                unpack(path, into=folder)
                path.unlink()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def unpack(path: Path, *, into: Path) -> None:
    """Unpack a ZIP; what would lie outside the folder, or grows beyond all bounds, is refused as a whole.

    Raises UploadRefusedError.
    """
    root, left = into.resolve(), MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise UploadRefusedError(_("The ZIP holds more than an archive can be."))
            for entry in entries:
                if entry.is_dir():
                    continue
                left -= _unpack_one(archive, entry, root, left)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise UploadRefusedError(_("The ZIP cannot be unpacked: %s") % error) from None


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, root: Path, left: int) -> int:
    """Write one file of a ZIP and return its size; what the ZIP says of it is not believed."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if ".." in parts or parts[:1] == ("/",) or ":" in entry.filename[:2] or "\0" in entry.filename:
        raise UploadRefusedError(_("A name in the ZIP leads out of it: %s") % entry.filename[:200])
    if is_link:
        raise UploadRefusedError(_("The ZIP holds a link: %s") % entry.filename[:200])
    target = root.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise UploadRefusedError(_("The ZIP holds more than an archive can be."))
            file.write(chunk)
    return size


def archives_at_hand() -> list[str]:
    """Return the names of what lies in the folder that the desk may import from."""
    folder = upload_folder()
    return sorted(path.name for path in folder.iterdir() if path.name[0] != ".") if folder.is_dir() else []


def archive_named(name: str) -> Path | None:
    """Return what has this name in that folder; None for anything outside it."""
    root = upload_folder().resolve()
    path = (root / name).resolve()
    return path if name and path.parent == root and path.exists() else None


def _new_folder(name: str) -> Path:
    root = upload_folder()
    root.mkdir(parents=True, exist_ok=True)
    base = PurePosixPath(_file_name(name)).stem[:60] or "archive"
    number = 1
    while True:
        folder = root / (base if number == 1 else f"{base}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
            continue
        return folder


def _file_name(name: str) -> str:
    return _UNSAFE.sub("-", PurePosixPath(name.replace("\\", "/")).name).lstrip(".")[-120:] or "archive"
