"""What happens to every file that becomes a picture, whichever door it came through.

The file is opened, checked, turned upright and written anew from its pixels, so that nothing else in it
survives: no position, no device, no thumbnail of what was cropped away. What it says of credit and caption is
read first. The untouched upload goes to a private folder that is never served.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.utils import timezone
from PIL import Image, JpegImagePlugin

from dateline.media.looks import look_of
from dateline.media.pixels import check_extension, frame_count, open_upload, refuse_too_large, upright_pixels
from dateline.media.preferences import max_bytes
from dateline.media.words import EmbeddedWords, read_words


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known of an upload once it has been taken in."""

    words: EmbeddedWords
    width: int
    height: int
    animated: bool
    transparent: bool
    digest: str
    look: str
    upload: bytes
    upload_name: str


class TakenFile(ContentFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A picture file without metadata, ready to be stored, with what was learnt on the way."""

    def __init__(self, content: bytes, name: str, intake: Intake) -> None:
        super().__init__(content, name=name)
        self.intake = intake
        self.is_recorded = False


def take_in(file: File[Any], *, name: str, strict: bool = False) -> TakenFile:
    """Return the file as it may be stored and served. Raises PictureRefusedError.

    Strict refuses a name that promises another format; the desk is strict, importers are not.
    """
    if isinstance(file, TakenFile):
        return file
    # What a file says of its size is only for the words; what is read is bounded in any case.
    refuse_too_large(getattr(file, "size", 0) or 0)
    file.seek(0)
    upload = file.read(max_bytes() + 1)
    image = open_upload(upload)
    if strict:
        check_extension(image, name)
    words = read_words(image, now=timezone.now())
    content, extension, pixels, animated = _rewritten(image)
    base = PurePath(name.replace("\\", "/"))
    intake = Intake(
        words=words,
        width=pixels.width,
        height=pixels.height,
        animated=animated,
        transparent=pixels.mode == "RGBA" and not animated,
        digest=hashlib.sha256(content).hexdigest(),
        look=look_of(pixels),
        upload=upload,
        upload_name="".join(c for c in base.name if c.isprintable())[-255:],
    )
    return TakenFile(content, name=f"{base.stem[:80] or 'picture'}{extension}", intake=intake)


def _rewritten(image: Image.Image) -> tuple[bytes, str, Image.Image, bool]:
    output = BytesIO()
    if image.format in ("GIF", "WEBP") and frame_count(image) > 1:
        # Empty values keep Pillow from carrying over what the first frame had.
        image.save(output, image.format, save_all=True, comment=b"", exif=b"", xmp=b"", icc_profile=b"")
        return output.getvalue(), f".{image.format.lower()}", image, True
    pixels, profile = upright_pixels(image)
    if pixels.mode == "RGBA" or image.format in ("PNG", "GIF"):
        pixels.save(output, "PNG", icc_profile=profile or None)
        return output.getvalue(), ".png", pixels, False
    _save_jpeg(pixels, output, profile, image)
    return output.getvalue(), ".jpg", pixels, False


def _save_jpeg(pixels: Image.Image, output: BytesIO, profile: bytes, image: Image.Image) -> None:
    """Write a JPEG, with the quantisation of the upload where there is one: almost nothing is lost again."""
    how: dict[str, Any] = {"quality": 95, "subsampling": "4:4:4"}
    tables = getattr(image, "quantization", None)
    if tables and image.mode == pixels.mode:
        sampling = JpegImagePlugin.get_sampling(image)
        # 4:2:2 halves one direction only, which would be the wrong one after a quarter turn.
        how = {"qtables": tables, "subsampling": sampling if sampling in (0, 2) else 0}
    try:
        pixels.save(output, "JPEG", optimize=True, icc_profile=profile or None, **how)
    except (OSError, ValueError, TypeError):
        output.seek(0)
        output.truncate()
        pixels.save(output, "JPEG", quality=95, icc_profile=profile or None)
