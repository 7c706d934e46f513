"""What follows when a picture is saved or deleted, through whichever door."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from dateline.media.actions import make_first_renditions
from dateline.media.hiding import put_away
from dateline.media.look_actions import note_lookalikes
from dateline.media.models import Picture
from dateline.media.rights_actions import end_rights, return_if_renewed
from dateline.media.storages import originals_storage
from dateline.media.tasks import make_renditions_task


def on_picture_saving(instance: Picture, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Bring back a picture whose rights are renewed, through whichever door."""
    if not raw and (update_fields is None or "files_away_at" in update_fields):
        return_if_renewed(picture=instance)


def on_picture_saved(instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Note what the picture looks like, and make the two most needed sizes once it is committed.

    The rest is left to the worker.
    """
    if not raw:
        if instance.has_new_file:
            instance.has_new_file = False
            note_lookalikes(picture=instance)
        picture_id = instance.pk
        # Functions with names: when one fails, Django's report of it asks for the name, and fails without.
        transaction.on_commit(lambda: _prepare(picture_id), robust=True)


def on_picture_deleted(instance: Picture, **kwargs: Any) -> None:
    """The untouched upload goes with its picture; the public files are retired by Wagtail's own handler."""
    for kept in filter(None, (instance.original, instance.file.name if instance.is_away else "")):
        _forget(kept)


def _forget(name: str) -> None:
    transaction.on_commit(lambda: originals_storage().delete(name), robust=True)


def _prepare(picture_id: int) -> None:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None and picture.rights_have_ended(timezone.now()):
        end_rights(picture=picture, at=timezone.now())
    if picture is not None and picture.is_away:
        # Another file, or one that the transaction before brought back.
        put_away(picture)
        return
    if make_first_renditions(picture_id=picture_id):
        make_renditions_task.enqueue(picture_id)
