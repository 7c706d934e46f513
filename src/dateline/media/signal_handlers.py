"""What follows when a picture is saved or deleted, through whichever door."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dateline.media.actions import make_first_renditions
from dateline.media.models import Picture
from dateline.media.storages import originals_storage
from dateline.media.tasks import make_renditions_task


def on_picture_saved(instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Make the two most needed sizes once the picture is committed, and leave the rest to the worker."""
    if not raw:
        picture_id = instance.pk
        # Functions with names: when one fails, Django's report of it asks for the name, and fails without.
        transaction.on_commit(lambda: _prepare(picture_id), robust=True)


def on_picture_deleted(instance: Picture, **kwargs: Any) -> None:
    """The untouched upload goes with its picture; the public files are retired by Wagtail's own handler."""
    if instance.original:
        original = instance.original
        transaction.on_commit(lambda: originals_storage().delete(original), robust=True)


def _prepare(picture_id: int) -> None:
    if make_first_renditions(picture_id=picture_id):
        make_renditions_task.enqueue(picture_id)
