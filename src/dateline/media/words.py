"""The words a camera or an agency wrote into a picture file. Never trusted, never necessary."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from django.utils.html import strip_tags
from PIL import Image

from dateline.media.exif import words_in_exif
from dateline.media.iptc import words_in_iptc
from dateline.media.xmp import words_in_xmp

MAX_RAW = 20_000
# What cameras and phones write where a caption belongs.
CAMERA_NOISE = re.compile(
    r"^(olympus digital camera|sony dsc|minolta digital camera|konica minolta digital camera|dcim|dsc\w*|"
    r"digital camera|kodak digital still camera|samsung (digital )?camera\w*|exif_jpeg.*|default|screenshot|"
    r"untitled|unknown|none|null|n/a|cof|sdr|ptr|edf|rhdr|hdr|vsco|oznor.*|_?cuva|.*\.(jpe?g|png|heic|tiff?))$",
    re.IGNORECASE,
)
COPYRIGHT_PREFIX = re.compile(
    r"^(?:©|\(c\)|copyright|all rights reserved|[\s,.:;\-–—]|(?:19|20)\d{2})+", re.IGNORECASE
)
FIRST_PHOTOGRAPH = datetime(1826, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EmbeddedWords:
    """Plain text found in a file, each empty when the file does not say."""

    headline: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    source: str = ""
    notice: str = ""
    """Copyright notice."""
    place: str = ""
    taken_at: datetime | None = None


def read_words(image: Image.Image, *, now: datetime) -> EmbeddedWords:
    """Return what the file says of itself; whatever is broken in it is passed over."""
    found = [_quietly(reader, image) for reader in (words_in_iptc, words_in_xmp, words_in_exif)]

    def first(name: str, limit: int) -> str:
        texts = (clean_text(source.get(name), limit) for source in found)
        return next((text for text in texts if text and not CAMERA_NOISE.match(text)), "")

    notice = first("notice", 1000)
    return EmbeddedWords(
        headline=first("headline", 255),
        caption=first("caption", 2000),
        alt=first("alt", 255),
        credit=_credit(first("byline", 255), first("credit", 255), notice),
        source=first("source", 255),
        notice=notice,
        place=", ".join(dict.fromkeys(filter(None, (first("city", 120), first("country", 120))))),
        taken_at=_moment([source.get("taken_at") for source in found], now),
    )


def clean_text(value: object, limit: int) -> str:
    """Return one line of plain text: no markup, no control characters, at most ``limit`` characters."""
    if not isinstance(value, str):
        return ""
    text = value[:MAX_RAW].encode("utf-8", "ignore").decode("utf-8")
    if "<" in text:
        text = strip_tags(text)
    text = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(text.split())[:limit].strip()


def is_empty(words: EmbeddedWords) -> bool:
    """Return whether the file said nothing at all."""
    return not any(getattr(words, field.name) for field in fields(words))


def _quietly(
    reader: Callable[[Image.Image], Mapping[str, object]], image: Image.Image
) -> Mapping[str, object]:
    try:
        return reader(image)
    except Exception:  # noqa: BLE001 - a stranger's bytes can break a parser in any way; the upload goes on
        return {}


def _credit(byline: str, credit: str, notice: str) -> str:
    """Join photographer and agency as printed; a copyright notice stands in when neither is given."""
    if byline and credit:
        inside = byline.casefold() in credit.casefold()
        return credit if inside else f"{byline} / {credit}"[:255]
    return byline or credit or COPYRIGHT_PREFIX.sub("", notice)[:255]


def _moment(values: list[object], now: datetime) -> datetime | None:
    moments = (value for value in values if isinstance(value, datetime))
    return next((at for at in moments if FIRST_PHOTOGRAPH <= at <= now + timedelta(days=1)), None)
