"""Write onto a picture what its file said, and put the untouched upload away."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile

from dateline.media.intake import TakenFile
from dateline.media.looks import bands_of
from dateline.media.preferences import keeps_originals
from dateline.media.storages import originals_storage

LOOK_BANDS = ("look_1", "look_2", "look_3", "look_4")
RECORDED_FIELDS = frozenset(
    {
        "title",
        "description",
        "caption",
        "credit",
        "source",
        "rights_note",
        "place",
        "taken_at",
        "animated",
        "transparent",
        "digest",
        "look",
        *LOOK_BANDS,
        "upload_digest",
        "upload_name",
        "original",
        "file_size",
        "file_hash",
        "width",
        "height",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    }
)


def record_intake(picture: Any, taken: TakenFile) -> None:
    """Set what is known of the file; words from the file only where the picture has none. Once per file."""
    if taken.is_recorded:
        return
    taken.is_recorded = True
    # For whoever hears of the save.
    picture.has_new_file = True
    intake, words = taken.intake, taken.intake.words
    name = intake.upload_name
    if words.headline and picture.title.strip() in ("", name, PurePath(name).stem):
        picture.title = words.headline
    picture.title = picture.title or PurePath(name).stem[:255]
    _fill(picture, "description", words.alt)
    _fill(picture, "caption", words.caption)
    _fill(picture, "credit", words.credit)
    _fill(picture, "source", words.source)
    _fill(picture, "rights_note", words.notice)
    _fill(picture, "place", words.place)
    _fill(picture, "taken_at", words.taken_at)
    picture.width, picture.height = intake.width, intake.height
    picture.animated, picture.transparent = intake.animated, intake.transparent
    picture.digest = intake.digest
    record_look(picture, intake.look)
    picture.upload_digest = hashlib.sha256(intake.upload).hexdigest()
    picture.upload_name = name
    picture.file_size = taken.size
    # Wagtail finds duplicates by this one.
    picture.file_hash = hashlib.sha1(taken.read(), usedforsecurity=False).hexdigest()
    taken.seek(0)
    picture.original = _put_away(picture, taken) if keeps_originals() else ""


def record_look(picture: Any, look: str) -> None:
    """Set the look and the bands that it is found by."""
    picture.look = look
    for name, band in zip(LOOK_BANDS, bands_of(look) if look else (None,) * len(LOOK_BANDS), strict=True):
        setattr(picture, name, band)


def _fill(picture: Any, field: str, value: object) -> None:
    if value and not getattr(picture, field):
        setattr(picture, field, value)


def _put_away(picture: Any, taken: TakenFile) -> str:
    suffix = PurePath(taken.intake.upload_name).suffix.lower()
    suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 6 else ""
    name = f"{picture.uuid.hex}/{picture.upload_digest[:16]}{suffix}"
    store = originals_storage()
    return name if store.exists(name) else store.save(name, ContentFile(taken.intake.upload))
