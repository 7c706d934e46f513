"""Put the demo's pictures into the paper: drawn, taken in and printed in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from dateline.demo.identities import demo_uuid
from dateline.demo.paper import DemoPaper
from dateline.demo.records import Picture as PictureRecord
from dateline.lib.several_processes import in_processes
from dateline.media.actions import add_picture, ensure_renditions
from dateline.media.choices import Rights, SourceKind
from dateline.media.intake import TakenFile, take_in
from dateline.media.models import Picture

# One transaction each: few enough for speed, and not all is lost when somebody pulls the plug.
AT_ONCE = 26
ORIGIN = {
    "drawing": {"source_kind": SourceKind.OWN, "rights": Rights.OWN},
    "graphic": {"source_kind": SourceKind.OWN, "rights": Rights.OWN},
    "agency": {"source_kind": SourceKind.AGENCY, "rights": Rights.LICENSED},
}


def add_pictures(demo: DemoPaper, *, draw: Callable[[str], bytes], processes: int) -> Iterator[int]:
    """Add the pictures that are not there yet, in a few transactions; yield how many are there after each."""
    there = pictures_by_stem(demo)
    missing = [record for record in demo.pictures if record.stem not in there]
    names = {person.slug: person.name for person in demo.people}
    for start in range(0, len(missing), AT_ONCE):
        _add(missing[start : start + AT_ONCE], names=names, draw=draw, processes=processes)
        yield len(demo.pictures) - len(missing) + min(start + AT_ONCE, len(missing))


def pictures_by_stem(demo: DemoPaper) -> dict[str, Picture]:
    """Return the demo's pictures that are in the paper."""
    stems = {demo_uuid("picture", record.stem): record.stem for record in demo.pictures}
    return {stems[picture.uuid]: picture for picture in Picture.objects.filter(uuid__in=stems)}


@transaction.atomic
def _add(
    records: Sequence[PictureRecord],
    *,
    names: dict[str, str],
    draw: Callable[[str], bytes],
    processes: int,
) -> None:
    files = in_processes(partial(_drawn, draw), [record.stem for record in records], processes=processes)
    pictures = [
        add_picture(file=file, name=file.intake.upload_name, **_words(record, file, names))
        for record, file in zip(records, files, strict=True)
    ]
    ensure_renditions(pictures=pictures, processes=processes)


def _drawn(draw: Callable[[str], bytes], stem: str) -> TakenFile:
    """Runs in a process of its own, so it does everything that needs no database."""
    return take_in(ContentFile(draw(stem)), name=f"{stem}.jpg")


def _words(record: PictureRecord, file: TakenFile, names: dict[str, str]) -> dict[str, Any]:
    width, height = file.intake.width, file.intake.height
    return {
        "uuid": demo_uuid("picture", record.stem),
        "title": record.stem.replace("-", " ").capitalize(),
        "description": record.alt,
        "caption": record.caption,
        "credit": names.get(record.credit, record.credit),
        "source": record.credit if record.source == "agency" else "",
        "rights_note": record.rights,
        "taken_at": record.taken_at,
        "focal_point_x": round(record.focus_x * width),
        "focal_point_y": round(record.focus_y * height),
        "focal_point_width": width // 4,
        "focal_point_height": height // 4,
        **ORIGIN[record.source],
    }
