"""Develop rungs of the ladder: decode once, draw each size once, write it in each format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter, get_rendition_storage

from dateline.lib.several_processes import in_processes
from dateline.media.encoders import SUFFIXES, draw, encode, open_master
from dateline.media.errors import PictureUnreadableError
from dateline.media.ladder import Rung
from dateline.media.models import Picture, PictureRendition


def develop(picture: Picture, rungs: list[Rung]) -> Iterator[PictureRendition]:
    """Yield unsaved renditions whose files are stored. Wagtail says where to crop; we only draw."""
    image, scale = _master(picture)
    storage = get_rendition_storage()
    for operation, group in groupby(rungs, key=lambda rung: rung.operation):
        crop = Filter(spec=operation)
        transform = crop.get_transform(picture)
        # Wagtail's rectangle may begin a fraction outside the picture; draw() keeps inside.
        left, top, right, bottom = transform.get_rect()
        box = (left * scale, top * scale, right * scale, bottom * scale)
        width, height = (max(1, int(side)) for side in transform.size)
        drawn = draw(image, box=box, size=(width, height))
        key = crop.get_cache_key(picture)
        for rung in group:
            name = picture.rendition_name(rung.spec, key, suffix=SUFFIXES[rung.image_format])
            content = ContentFile(encode(drawn, rung.image_format))
            yield PictureRendition(
                image=picture,
                filter_spec=rung.spec,
                focal_point_key=key,
                file=storage.save(f"{picture.public_folder}/{name}", content),
                width=width,
                height=height,
            )


def can_develop(picture: Picture) -> bool:
    """Return whether the stored file can be read to its end."""
    try:
        _master(picture)
    except PictureUnreadableError:
        return False
    return True


def develop_all(
    work: Sequence[tuple[Picture, list[Rung]]], *, processes: int
) -> Iterator[list[PictureRendition]]:
    """Yield the unsaved renditions of each picture in turn, developing several pictures at once."""
    return in_processes(_developed, work, processes=processes)


def _developed(work: tuple[Picture, list[Rung]]) -> list[PictureRendition]:
    return list(develop(*work))


def _master(picture: Picture) -> tuple[Image.Image, float]:
    try:
        with picture.open_file() as file:
            return open_master(file.read())
    except (OSError, ValueError, SyntaxError) as error:
        raise PictureUnreadableError(picture.file.name, str(error)) from error
