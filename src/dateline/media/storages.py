"""Where picture files lie: the public store, which lets go slowly, and the private one."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from dateline.media.holding import held_place
from dateline.media.preferences import originals_dir
from dateline.media.viewing import address_for_viewer

PUBLIC_FOLDER = "pictures/"
# What readers are told about a public file: it never changes under its name.
FOR_EVER = "public, max-age=31536000, immutable"
# Names as we give them: nothing to quote, and relative to the store.
PLAIN_NAME = re.compile(r"[a-z0-9][A-Za-z0-9_./-]*", re.ASCII)
# Nothing else is served. Uploads in waiting, portraits of staff accounts and whatever else lies in the media
# folder keep their metadata and are not for readers.
PUBLIC_FILE = re.compile(
    r"^pictures/(?P<folder>[0-9a-f]{12})/[\w][\w.\-]{0,80}\.(?P<kind>avif|webp|jpg|png|gif)$"
)
OPEN = stat.S_IROTH | stat.S_IXOTH


def originals_storage() -> FileSystemStorage:
    """Return the private store of untouched uploads. It has no address."""
    return FileSystemStorage(
        location=originals_dir(), base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


class RetiringMixin:
    """Pages rendered yesterday may still name a file, so a deleted picture file is only marked as retired.

    The command ``remove_retired_pictures`` removes it later. Other files are deleted at once.
    """

    def delete(self, name: str) -> None:
        if not name.startswith(PUBLIC_FOLDER):
            super().delete(name)  # type: ignore[misc]  # the storage this is mixed into
            return
        # The storage is built while the models are still loading.
        retired = apps.get_model("paper_media", "RetiredFile")
        retired._default_manager.get_or_create(name=name, defaults={"retired_at": timezone.now()})

    def delete_now(self, name: str) -> None:
        """Delete a file at once, whoever may still name it."""
        super().delete(name)  # type: ignore[misc]  # the storage this is mixed into


class PictureFileStorage(RetiringMixin, FileSystemStorage):
    """The default storage of a paper on one machine. Public pictures are also for nginx's user to read."""

    def path(self, name: str) -> str:
        """Return where a file lies; that of a held picture lies where no reader gets it."""
        held = held_place(Path(self.location), name)
        return super().path(name) if held is None else str(held)

    def url(self, name: str | None) -> str:
        """Return the address of a file. A front names hundreds, and quoting each costs it milliseconds."""
        if name and (address := address_for_viewer(name)):
            return address
        if name and self.base_url and PLAIN_NAME.fullmatch(name):
            return self.base_url + name
        return super().url(name)

    def _save(self, name: str, content: File[Any]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        if saved.startswith(PUBLIC_FOLDER):
            folder = Path(super().path(saved)).parent
            if not folder.is_dir():
                return saved  # held: not for nginx
            for place in (folder, folder.parent):
                if stat.S_IMODE(place.stat().st_mode) & OPEN != OPEN:
                    place.chmod(0o755)
        return saved
