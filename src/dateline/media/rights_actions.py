"""Rights that end and are renewed: a picture leaves the paper by itself at its moment, and comes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dateline.media.edition_keys import media_key
from dateline.media.hiding import bring_back, put_away
from dateline.media.models import Picture
from dateline.publishlog.actions import append_entry

# In one go of the job, so that it stays short when an agency's contract ends with all its pictures.
AT_ONCE = 50


def settle_rights_now() -> int:
    """Put away the pictures whose rights have ended and return those that were renewed; count both.

    Pages say themselves until when they are good, so that they need nobody; this is for the files.
    """
    now = timezone.now()
    ended = list(Picture.objects.with_files_to_put_away(now)[:AT_ONCE])
    renewed = list(Picture.objects.with_files_to_bring_back(now)[:AT_ONCE])
    for picture in ended:
        end_rights(picture=picture, at=now)
    for picture in renewed:
        picture.save()
    return len(ended) + len(renewed)


@transaction.atomic
def end_rights(*, picture: Picture, at: datetime) -> bool:
    """Take the files of a picture from the public folder, because its rights have ended; say whether it did.

    Caches in front are told to let go of the files. Pages are not touched: each says that it is good until
    this moment. No version of a story changes: the record says what was printed, the page shows what may be.
    """
    now = Picture.objects.select_for_update().filter(pk=picture.pk).first()
    if now is None or now.files_away_at is not None or not now.rights_have_ended(at):
        return False
    names = [rendition.file.name for rendition in now.renditions.all()]
    now.renditions.all().delete()
    now.files_away_at = picture.files_away_at = at
    # The log is told below, in one entry with the files.
    Picture._base_manager.filter(pk=now.pk).update(files_away_at=at)
    append_entry(
        event="picture.rights_ended",
        keys=[media_key(now.folder)],
        subject=f"picture/{now.pk}",
        at=at,
    )
    transaction.on_commit(lambda: put_away(now, names))
    return True


def return_if_renewed(*, picture: Picture) -> None:
    """Bring a picture back that is about to be saved with rights that have not ended."""
    if picture.files_away_at is None or picture.rights_have_ended(timezone.now()):
        return
    picture.files_away_at = None
    if not picture.is_away:
        bring_back(picture)
