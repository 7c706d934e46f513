"""What follows when a picture is saved or deleted, through whichever door."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction

from dateline.media.actions import make_first_renditions
from dateline.media.models import Picture
from dateline.media.storages import originals_storage
from dateline.media.tasks import make_renditions_task


def on_picture_saved(instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Make the two most needed sizes once the picture is committed, and leave the rest to the worker."""
    if not raw:
        transaction.on_commit(partial(_prepare, instance.pk), robust=True)


def on_picture_deleted(instance: Picture, **kwargs: Any) -> None:
    """The untouched upload goes with its picture; the public files are retired by Wagtail's own handler."""
    if instance.original:
        transaction.on_commit(partial(originals_storage().delete, instance.original), robust=True)


def _prepare(picture_id: int) -> None:
    if make_first_renditions(picture_id=picture_id):
        make_renditions_task.enqueue(picture_id)
