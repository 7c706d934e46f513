"""Every change of pictures with a name: add, make renditions, withhold and release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from wagtail.images.models import get_rendition_storage

from dateline.media.darkroom import develop, develop_all
from dateline.media.edition_keys import media_key
from dateline.media.hiding import bring_back, put_away
from dateline.media.intake import take_in
from dateline.media.ladder import FIRST
from dateline.media.models import Picture, PictureRendition, RetiredFile
from dateline.media.queries import missing_prompt_rungs, missing_rungs, named_files
from dateline.publishlog.actions import append_entry
from dateline.users.models import User


def add_picture(*, file: File[Any], name: str, by: User | None = None, **words: Any) -> Picture:
    """Take in a file and save it as a picture; ``words`` are fields of the picture.

    What the file itself says fills the fields that ``words`` leave empty. Raises PictureRefusedError.
    """
    taken = take_in(file, name=name)
    picture = Picture(uploaded_by_user=by, **words)
    setattr(picture, "file", taken)  # noqa: B010 - Django's types know no file being assigned
    picture.save()
    return picture


def make_renditions(*, picture: Picture, only: Iterable[str] | None = None) -> int:
    """Make the renditions the picture lacks, or those of them in ``only``; return how many.

    Pages that show the picture are touched. Files are written before the transaction, so that nobody waits
    for the encoder. Raises PictureUnreadableError.
    """
    wanted = None if only is None else set(only)
    rungs = [rung for rung in missing_rungs(picture) if wanted is None or rung.spec in wanted]
    if not rungs or picture.is_away:
        return 0
    made = list(develop(picture, rungs))
    return _record_renditions(picture, made)


def make_first_renditions(*, picture_id: int) -> bool:
    """Make the few sizes the desk needs at once; return whether more are missing."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None or picture.is_away:
        return False
    missing = missing_rungs(picture)
    first = [rung.spec for rung in missing if rung.spec in FIRST]
    if first:
        make_renditions(picture=picture, only=first)
    return len(missing) > len(first)


def ensure_renditions(*, pictures: Iterable[Picture], processes: int = 1) -> int:
    """Make what readers cannot do without before a story shows these pictures; return how many were made.

    That is every size in the format that all browsers know, so that whoever comes first gets a fitting file.
    The smaller formats take five times as long; the worker has had that task since the picture was saved,
    and what it makes touches the pages.
    """
    lacking = missing_prompt_rungs(list(pictures))
    developed = develop_all(lacking, processes=processes)
    return sum(
        _record_renditions(picture, made) for (picture, _rungs), made in zip(lacking, developed, strict=True)
    )


@transaction.atomic
def withhold_picture(*, picture: Picture, by: User, reason: str, at: datetime) -> Picture:
    """Take a picture away from readers: no page shows it, its files are gone from the public folder.

    Needs a reason. The picture itself is kept in the private folder and can be released.
    """
    if picture.is_withheld:
        return picture
    picture.withheld_at, picture.withheld_reason = at, reason
    picture.save()
    names = [rendition.file.name for rendition in picture.renditions.all()]
    picture.renditions.all().delete()
    _announce("picture.withheld", picture, by=by, at=at, data={"reason": reason})
    transaction.on_commit(lambda: put_away(picture, names))
    return picture


@transaction.atomic
def release_picture(*, picture: Picture, by: User, at: datetime) -> Picture:
    """Give a withheld picture back to readers; its renditions are made again."""
    if not picture.is_withheld:
        return picture
    picture.withheld_at, picture.withheld_reason = None, ""
    if not picture.is_away:
        bring_back(picture)
    picture.save()
    _announce("picture.released", picture, by=by, at=at)
    return picture


def remove_retired_files(*, before: datetime) -> int:
    """Remove files retired before this moment and whatever a crash left of pictures put away; count them."""
    storage, removed = get_rendition_storage(), 0
    remove = getattr(storage, "delete_now", storage.delete)
    retired = RetiredFile.objects.filter(retired_at__lt=before)
    in_use = named_files(retired.values_list("name", flat=True))
    for file in retired:
        if file.name not in in_use:
            remove(file.name)
            removed += 1
        file.delete()
    for picture in Picture.objects.away():
        if storage.exists(picture.file.name):
            put_away(picture, [])
            removed += 1
    return removed


def _record_renditions(picture: Picture, made: list[PictureRendition]) -> int:
    """Store the rows, unless the picture became another one while the encoder worked."""
    with transaction.atomic():
        now = Picture.objects.select_for_update().filter(pk=picture.pk).first()
        if now is None or now.digest != picture.digest or now.is_away:
            _discard(made, at_once=now is not None and now.is_away)
            return 0
        PictureRendition.objects.bulk_create(made, ignore_conflicts=True)
        stored = set(picture.renditions.values_list("file", flat=True))
        _discard(rendition for rendition in made if rendition.file.name not in stored)
        # Other crops than the present one are for pages that are already out; their files stay a while.
        keys = {rendition.focal_point_key for rendition in made if rendition.focal_point_key}
        if keys and now.get_focal_point() == picture.get_focal_point():
            picture.renditions.exclude(focal_point_key__in=[*keys, ""]).delete()
        append_entry(
            event="picture.renditions_made", keys=picture.touched_keys(), subject=f"picture/{picture.pk}"
        )
    return len(made)


def _discard(renditions: Iterable[PictureRendition], *, at_once: bool = False) -> None:
    for rendition in renditions:
        storage = rendition.file.storage
        remove = getattr(storage, "delete_now", storage.delete) if at_once else storage.delete
        remove(rendition.file.name)


def _announce(
    event: str, picture: Picture, *, by: User, at: datetime, data: dict[str, Any] | None = None
) -> None:
    append_entry(
        event=event,
        keys=[*picture.touched_keys(), media_key(picture.folder)],
        subject=f"picture/{picture.pk}",
        data=data,
        user_id=by.pk,
        at=at,
    )
