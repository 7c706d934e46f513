"""EXIF: what the camera wrote."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from django.utils import timezone as django_timezone
from PIL import ExifTags, Image

MOMENT = re.compile(r"^(\d{4})[:\-](\d{2})[:\-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?")
OFFSET = re.compile(r"^([+-])(\d{2}):?(\d{2})$")


def words_in_exif(image: Image.Image) -> dict[str, object]:
    """Return artist, description, copyright and the moment of exposure. Position and device are not read."""
    exif = image.getexif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    moment = details.get(ExifTags.Base.DateTimeOriginal) or details.get(ExifTags.Base.DateTimeDigitized)
    return {
        "byline": _text(exif.get(ExifTags.Base.Artist)),
        "caption": _text(exif.get(ExifTags.Base.ImageDescription)),
        "notice": _text(exif.get(ExifTags.Base.Copyright)),
        "taken_at": moment_from(_text(moment), _text(details.get(ExifTags.Base.OffsetTimeOriginal))),
    }


def moment_from(text: str, offset: str = "") -> datetime | None:
    """Return the aware moment; without an offset it is taken as the paper's own time."""
    match = MOMENT.match(text.strip())
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        zone = zone_from(offset or text[match.end() :]) or django_timezone.get_default_timezone()
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def zone_from(text: str) -> tzinfo | None:
    """Return the zone of an offset such as +03:00, or None when there is none."""
    text = text.strip()
    if text == "Z":
        return UTC
    match = OFFSET.match(text[-6:].lstrip(".0123456789") if text[:1] == "." else text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-shift if sign == "-" else shift)


def _text(value: object) -> str:
    """Return the text of a tag. Pillow reads all as Latin-1, while newer cameras write UTF-8."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode("utf-8").strip("\x00 ")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return value.strip("\x00 ")
