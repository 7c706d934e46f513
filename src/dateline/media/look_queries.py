"""Pictures that look alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from dateline.media.looks import MOST_DIFFERENT, bands_of, distance, near_bands
from dateline.media.models import Picture, PicturePair

# More than anybody would look through; a plain chart can resemble hundreds.
MOST_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another picture, and how like it is."""

    pk: int
    distance: int
    is_exact: bool


def lookalikes_of(picture: Picture) -> list[Lookalike]:
    """Return the pictures that are the same file, have the same pixels or look alike, the likest first."""
    same = Q(digest=picture.digest) if picture.digest else Q()
    if picture.upload_digest:
        same |= Q(upload_digest=picture.upload_digest)
    found = {pk: Lookalike(pk, 0, True) for pk in _others(picture).filter(same).values_list("pk", flat=True)}
    for pk, look in _candidates(picture):
        apart = distance(picture.look, look)
        if pk not in found and apart <= MOST_DIFFERENT:
            found[pk] = Lookalike(pk, apart, False)
    return sorted(found.values(), key=lambda one: (one.distance, not one.is_exact, one.pk))[:MOST_ALIKE]


def open_pairs() -> QuerySet[PicturePair]:
    """Return the pairs that nobody has decided on, the newest first."""
    pairs = PicturePair.objects.filter(kept_at__isnull=True)
    return pairs.select_related("older", "newer").order_by("-newer_id", "distance", "older_id")


def open_pairs_of(picture: Picture) -> QuerySet[PicturePair]:
    """Return the undecided pairs that this picture belongs to, the likest first."""
    return open_pairs().filter(Q(older=picture) | Q(newer=picture)).order_by("distance", "older_id")


def _others(picture: Picture) -> Any:
    return Picture.objects.exclude(pk=picture.pk)


def _candidates(picture: Picture) -> Iterator[tuple[int, str]]:
    if not picture.look:
        return iter(())
    bands = enumerate(bands_of(picture.look), start=1)
    near = reduce(or_, (Q(**{f"look_{number}__in": near_bands(band)}) for number, band in bands))
    rows: Iterator[tuple[int, str]] = _others(picture).filter(near).values_list("pk", "look").iterator()
    return rows
