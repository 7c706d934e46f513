"""IPTC records: what agencies write into JPEG and TIFF files."""

from __future__ import annotations

from PIL import Image, ImageFile
from PIL.IptcImagePlugin import getiptcinfo

from dateline.media.exif import moment_from
from dateline.media.iptc_text import decoded

CHARSET = (1, 90)
UTF8_MARKERS = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")
TEXTS = {
    "headline": (2, 105),
    "caption": (2, 120),
    "byline": (2, 80),
    "credit": (2, 110),
    "source": (2, 115),
    "notice": (2, 116),
    "city": (2, 90),
    "country": (2, 101),
}
DATE, TIME = (2, 55), (2, 60)


def words_in_iptc(image: Image.Image) -> dict[str, object]:
    """Return headline, caption, by-line, credit, source, notice, place and the moment, where given."""
    if not isinstance(image, ImageFile.ImageFile):
        return {}
    records = getiptcinfo(image) or {}
    marker = records.get(CHARSET, b"")
    marked = isinstance(marker, bytes) and marker.startswith(UTF8_MARKERS)
    found: dict[str, object] = {
        name: ", ".join(decoded(value, is_utf8=marked) for value in _listed(records.get(tag)))
        for name, tag in TEXTS.items()
    }
    date = "".join(decoded(value, is_utf8=marked) for value in _listed(records.get(DATE))[:1])
    time = "".join(decoded(value, is_utf8=marked) for value in _listed(records.get(TIME))[:1])
    if len(date) == 8 and len(time) >= 6:
        spelled = f"{date[:4]}-{date[4:6]}-{date[6:]} {time[:2]}:{time[2:4]}:{time[4:6]}"
        found["taken_at"] = moment_from(spelled, time[6:])
    return found


def _listed(value: bytes | list[bytes] | None) -> list[bytes]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
