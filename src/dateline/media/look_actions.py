"""Find pictures that look alike, and remember what somebody decided about them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dateline.media.errors import PictureUnreadableError
from dateline.media.hiding import kept_file
from dateline.media.look_queries import lookalikes_of
from dateline.media.looks import look_of
from dateline.media.models import Picture, PicturePair
from dateline.media.pixels import open_upload
from dateline.media.recording import LOOK_BANDS, record_look
from dateline.users.models import User


@transaction.atomic
def note_lookalikes(*, picture: Picture) -> int:
    """Note every picture that this one looks like and return how many; pairs that no longer do are dropped.

    What somebody decided about a pair stays. No page for readers shows any of it.
    """
    found = {one.pk: one for one in lookalikes_of(picture)}
    for pair in (*picture.older_likes.all(), *picture.newer_likes.all()):
        other = pair.older_id if pair.newer_id == picture.pk else pair.newer_id
        one = found.pop(other, None)
        if one is None:
            pair.delete()
        elif (pair.distance, pair.is_exact) != (one.distance, one.is_exact):
            pair.distance, pair.is_exact = one.distance, one.is_exact
            pair.save(update_fields=["distance", "is_exact"])
    pairs = [
        PicturePair(
            older_id=min(picture.pk, one.pk),
            newer_id=max(picture.pk, one.pk),
            distance=one.distance,
            is_exact=one.is_exact,
        )
        for one in found.values()
    ]
    PicturePair.objects.bulk_create(pairs, ignore_conflicts=True)
    return len(pairs)


def keep_both(*, pair: PicturePair, by: User, at: datetime) -> None:
    """Say that both pictures of a pair are to be kept; the desk does not ask about them again."""
    PicturePair.objects.filter(pk=pair.pk, kept_at__isnull=True).update(kept_at=at, kept_by=by)


def look_again(*, picture: Picture) -> bool:
    """Work out the look of a picture that came before looks were kept; say whether it could be read."""
    content = kept_file(picture)
    try:
        if content is None:
            raise PictureUnreadableError(picture.file.name, "lost")
        record_look(picture, look_of(open_upload(content)))
    except (OSError, ValueError):
        return False
    # The log is passed by: no page shows what a picture's look is.
    columns = {name: getattr(picture, name) for name in ("look", *LOOK_BANDS)}
    Picture._base_manager.filter(pk=picture.pk).update(**columns)
    note_lookalikes(picture=picture)
    return True
