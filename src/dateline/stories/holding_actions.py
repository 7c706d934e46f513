"""Let the files of pictures follow the embargoes: held while one holds, released when none does any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dateline.media.edition_keys import media_key
from dateline.media.holding import held_folders, hold, release
from dateline.publishlog.actions import append_entry
from dateline.stories.embargoed_files import folders_of, held_pictures


def hold_pictures() -> None:
    """Hold what is under embargo now and release what is not. The worker's job; doing it twice is harmless.

    Caches in front forget the files of a picture that was just taken away: the desk may have shown it.
    """
    root = Path(settings.MEDIA_ROOT)
    # In this order: what another process holds in between is not taken for something to be released.
    held = held_folders(root)
    wanted = folders_of(held_pictures(at=timezone.now()))
    for folder in held - wanted:
        release(root, folder)
    for folder in wanted:
        hold(root, folder)
    if wanted - held:
        with transaction.atomic():
            append_entry(event="picture.held", keys={media_key(folder) for folder in wanted - held})


def hold_pictures_soon(page: Any = None) -> None:
    """Do so as soon as the present transaction has ended; not at all if it fails."""
    # Robust: what was decided is decided; should the disk fail, the worker tries again.
    transaction.on_commit(hold_pictures, robust=True)
