"""Reads of pictures: what templates get, what is missing, what stands in the way of publishing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images.models import Filter

from dateline.edition.keys import announce, announce_good_until
from dateline.media.choices import Rights
from dateline.media.contexts import PictureContext
from dateline.media.darkroom import can_develop
from dateline.media.edition_keys import picture_key
from dateline.media.framing import Size, frame
from dateline.media.ladder import FAMILY_OF_USE, FIRST, Rung, rungs_for, specs_of
from dateline.media.models import Picture, PictureRendition
from dateline.media.preferences import makes_avif
from dateline.media.rights_fields import WARN_BEFORE


def picture_context(
    picture: Picture,
    *,
    use: str,
    caption: str | None = None,
    credit: str | None = None,
    credit_note: str = "",
) -> PictureContext | None:
    """Return a picture ready to be shown, or None when readers may not see it (withheld, rights ended).

    ``use`` is lead, gallery, card, portrait or share. Caption and credit are the picture's own unless given.
    Never renders: the nearest size that exists is used, else the original. One query.
    """
    sizes = _sizes_of([picture], use)
    return _context(
        picture,
        sizes[picture.pk][FAMILY_OF_USE[use]],
        use,
        caption=caption,
        credit=credit,
        credit_note=credit_note,
    )


def picture_contexts(pictures: Iterable[Picture], *, use: str) -> dict[int, PictureContext]:
    """Return contexts by primary key for any number of pictures in one query.

    Pictures that readers may not see are left out. A use of its own for captions: ``dataclasses.replace``.
    """
    listed = list({picture.pk: picture for picture in pictures}.values())
    sizes = _sizes_of(listed, use) if listed else {}
    family = FAMILY_OF_USE[use]
    contexts = ((picture.pk, _context(picture, sizes[picture.pk][family], use)) for picture in listed)
    return {pk: context for pk, context in contexts if context is not None}


def contexts_by_use(
    pictures: Mapping[str, Iterable[Picture]],
) -> dict[str, dict[int, PictureContext]]:
    """Return contexts by use and primary key for a whole page in one query; see ``picture_contexts``."""
    listed = {use: list({each.pk: each for each in group}.values()) for use, group in pictures.items()}
    everything = list({each.pk: each for group in listed.values() for each in group}.values())
    sizes = _sizes_of(everything, *listed) if everything else {}
    return {
        use: {
            each.pk: context
            for each in group
            if (context := _context(each, sizes[each.pk][FAMILY_OF_USE[use]], use)) is not None
        }
        for use, group in listed.items()
    }


class LoadedPictures:
    """Pictures loaded together, of which each announces itself only to whoever shows it."""

    def __init__(self, pictures: Iterable[Picture], *, uses: Sequence[str]) -> None:
        listed = {each.pk: each for each in pictures}
        self._pictures = listed
        self._sizes = _sizes_of(list(listed.values()), *uses) if listed else {}

    def contexts(self, ids: Iterable[int | None], *, use: str) -> dict[int, PictureContext]:
        """Return the contexts of those pictures that were loaded and that readers may see."""
        shown = {pk: self._pictures[pk] for pk in ids if pk in self._pictures}
        family = FAMILY_OF_USE[use]
        made = {pk: _context(each, self._sizes[pk][family], use) for pk, each in shown.items()}
        return {pk: context for pk, context in made.items() if context is not None}


def problems_before_publishing(picture: Picture) -> list[str]:
    """Return what must be mended before a story with this picture can go out; empty when all is well."""
    problems = []
    if picture.is_withheld:
        problems.append(_("The picture is withheld: %s") % picture.withheld_reason)
    if not picture.credit.strip():
        problems.append(_("The picture has no credit."))
    if picture.expires_at is not None and picture.expires_at <= timezone.now():
        problems.append(_("The rights to the picture have ended."))
    if picture.rights == Rights.CREATIVE_COMMONS and not picture.rights_note.strip():
        problems.append(_("The picture is under Creative Commons, but the licence is not named."))
    if not picture.is_away and missing_rungs(picture) and not can_develop(picture):
        problems.append(_("The file of the picture is missing or damaged; upload it again."))
    return problems


def remarks_on(picture: Picture) -> list[str]:
    """Return what an editor should know of a picture, though it does not stop a story."""
    remarks = []
    if picture.rights == Rights.UNKNOWN:
        remarks.append(_("Nobody has said on what ground we may print this picture."))
    if not picture.description and not picture.caption:
        remarks.append(_("Readers who cannot see the picture get neither text nor caption."))
    if min(picture.width, picture.height) < 320:
        remarks.append(_("The picture is small and will look soft."))
    return remarks


def pictures_whose_rights_end(*, now: datetime, within: timedelta = WARN_BEFORE) -> Any:
    """Return the pictures whose rights end soon, the first to end first; for the desk."""
    return Picture.objects.with_rights_ending(now, within)


def missing_rungs(picture: Picture) -> list[Rung]:
    """Return the rungs of the ladder that do not exist for the picture's present file and crop."""
    return _missing(picture, set(picture.renditions.values_list("filter_spec", "focal_point_key")))


def missing_prompt_rungs(pictures: Sequence[Picture]) -> list[tuple[Picture, list[Rung]]]:
    """Return the pictures that lack a rung readers cannot do without, with those rungs; one query."""
    existing: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = PictureRendition.objects.filter(image__in=[picture.pk for picture in pictures])
    for picture_id, spec, key in rows.values_list("image_id", "filter_spec", "focal_point_key"):
        existing[picture_id].add((spec, key))
    unique = {picture.pk: picture for picture in pictures}.values()
    lacking = [
        (picture, [rung for rung in _missing(picture, existing[picture.pk]) if rung.is_prompt])
        for picture in unique
        if not picture.is_away
    ]
    return [(picture, rungs) for picture, rungs in lacking if rungs]


def is_away_folder(folder: str) -> bool:
    """Return whether the files below this part of the address are of a picture that is put away."""
    lowest, highest = UUID(hex=folder + "0" * 20), UUID(hex=folder + "f" * 20)
    return Picture.objects.away().filter(uuid__range=(lowest, highest)).exists()


def named_files(names: Iterable[str]) -> set[str]:
    """Return those of the names that a picture or a rendition still uses."""
    listed = list(names)
    pictures = Picture.objects.filter(file__in=listed).values_list("file", flat=True)
    renditions = PictureRendition.objects.filter(file__in=listed).values_list("file", flat=True)
    return {*pictures, *renditions}


def _missing(picture: Picture, existing: set[tuple[str, str]]) -> list[Rung]:
    rungs = rungs_for(
        width=picture.width, height=picture.height, transparent=picture.transparent, avif=makes_avif()
    )
    keys = {
        operation: Filter(spec=operation).get_cache_key(picture)
        for operation in {rung.operation for rung in rungs}
    }
    return [rung for rung in rungs if (rung.spec, keys[rung.operation]) not in existing]


def _sizes_of(pictures: Sequence[Picture], *uses: str) -> dict[int, dict[str, list[Size]]]:
    """Return the existing sizes of each picture, by the family that they could serve. Announces nothing."""
    families = {FAMILY_OF_USE[use]: {*specs_of(FAMILY_OF_USE[use]), *FIRST} for use in uses}
    rows = PictureRendition.objects.filter(
        image__in=[picture.pk for picture in pictures],
        filter_spec__in=sorted(set().union(*families.values())),
    ).values_list("image_id", "filter_spec", "focal_point_key", "file", "width", "height")
    sizes: dict[int, dict[str, list[Size]]] = {
        picture.pk: {family: [] for family in families} for picture in pictures
    }
    for picture_id, *row in rows:
        size = Size(*row)
        for family, specs in families.items():
            if row[0] in specs:
                sizes[picture_id][family].append(size)
    return sizes


def _context(
    picture: Picture,
    sizes: list[Size],
    use: str,
    *,
    caption: str | None = None,
    credit: str | None = None,
    credit_note: str = "",
) -> PictureContext | None:
    announce(picture_key(picture))
    if picture.is_withheld:
        return None
    if picture.expires_at is not None:
        if picture.expires_at <= timezone.now():
            return None
        announce_good_until(picture.expires_at)
    family = FAMILY_OF_USE[use]
    # The key tells crops around the present focal point from older ones.
    crop_key = "" if family == "wide" else Filter(spec="fill-3x2").get_cache_key(picture)
    return frame(
        picture,
        sizes,
        family=family,
        crop_key=crop_key,
        caption=picture.caption if caption is None else caption,
        credit=picture.credit if credit is None else credit,
        credit_note=credit_note,
    )
