"""Open a stranger's picture file safely and bring its pixels into a form every browser knows."""

from __future__ import annotations

import warnings
from io import BytesIO

import pillow_heif
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dateline.media.errors import PictureRefusedError
from dateline.media.preferences import max_bytes, max_pixels

# Wagtail's picture library depends on this reader; only its opener is used.
pillow_heif.register_heif_opener()

EXTENSIONS = {
    "JPEG": {"jpg", "jpeg", "jfif"},
    "MPO": {"jpg", "jpeg", "mpo"},
    "PNG": {"png", "apng"},
    "GIF": {"gif"},
    "WEBP": {"webp"},
    "AVIF": {"avif"},
    "HEIF": {"heic", "heif", "hif"},
    "TIFF": {"tif", "tiff"},
}
# Pillow opens MPO, several JPEG files in one, as JPEG.
OPENED = tuple(name for name in EXTENSIONS if name != "MPO")
UNDERSTOOD = "JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF"
MAX_PROFILE = 64 * 1024
SRGB = ImageCms.createProfile("sRGB")


def open_upload(content: bytes) -> Image.Image:
    """Return the loaded picture, or raise PictureRefusedError with words for whoever uploaded it."""
    if not content:
        raise PictureRefusedError("empty", _("The file is empty."))
    refuse_too_large(len(content))
    if b"<svg" in content[:4096].lower():
        raise PictureRefusedError(
            "svg", _("SVG drawings are not taken, because they can carry scripts. Export the drawing as PNG.")
        )
    image = _opened(content)
    _refuse_too_many_pixels(image)
    try:
        image.load()
    except Exception as broken:
        raise PictureRefusedError("broken", _("The file is damaged or cut off.")) from broken
    return image


def refuse_too_large(size: int) -> None:
    """Raise PictureRefusedError for a file of more bytes than we take."""
    if size > max_bytes():
        raise PictureRefusedError(
            "too_big",
            _("The file is too big (%(size)s). The limit is %(limit)s.")
            % {"size": filesizeformat(size), "limit": filesizeformat(max_bytes())},
        )


def check_extension(image: Image.Image, name: str) -> None:
    """Raise PictureRefusedError when the name promises another format than the file holds."""
    # A name that is nothing but an extension counts as one.
    extension = name.lower().rpartition(".")[2] if "." in name else ""
    known = EXTENSIONS.get(image.format or "", set())
    if extension not in known:
        raise PictureRefusedError(
            "extension",
            _("The name ends in “.%(extension)s”, but the file is %(format)s. Rename it or export it again.")
            % {"extension": extension, "format": image.format},
        )


def upright_pixels(image: Image.Image) -> tuple[Image.Image, bytes]:
    """Return fresh pixels the right way up, and the colour profile to keep with them, or nothing.

    The result shares nothing with the file but its pixels: it is painted onto a new canvas.
    """
    turned = ImageOps.exif_transpose(image) or image
    profile = image.info.get("icc_profile") or b""
    if _is_transparent(turned):
        mode = "RGBA"
    elif turned.mode in ("L", "1", "I;16", "I;16B", "I;16L", "I", "F"):
        mode = "L"
    else:
        mode = "RGB"
    fits = profile[16:20] == (b"GRAY" if mode == "L" else b"RGB ") and len(profile) <= MAX_PROFILE
    if profile and not fits:
        turned, profile = to_srgb(turned, profile), b""
    canvas = Image.new(mode, turned.size)
    canvas.paste(_converted(turned, mode))
    return canvas, profile


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; a profile nobody can read is passed over."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in (ImageCms.getProfileDescription(source) or "") and image.mode in ("RGB", "RGBA"):
            return image
        output = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, SRGB, outputMode=output) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def frame_count(image: Image.Image) -> int:
    """Return how many frames the file has."""
    return int(getattr(image, "n_frames", 1) or 1)


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # A picture that Pillow warns of has more pixels than we take anyway.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(content), formats=OPENED)
    except Image.DecompressionBombError as bomb:
        raise PictureRefusedError("too_many_pixels", _too_many_pixels()) from bomb
    except UnidentifiedImageError as unknown:
        raise PictureRefusedError(
            "not_a_picture", _("This is not a picture we can read. Understood are %s.") % UNDERSTOOD
        ) from unknown
    except Exception as broken:
        raise PictureRefusedError("broken", _("The file is damaged or cut off.")) from broken


def _refuse_too_many_pixels(image: Image.Image) -> None:
    animated = image.format in ("GIF", "WEBP", "PNG", "AVIF")
    try:
        frames = frame_count(image) if animated else 1
    except Exception as broken:
        raise PictureRefusedError("broken", _("The file is damaged or cut off.")) from broken
    if image.width * image.height * frames > max_pixels():
        raise PictureRefusedError("too_many_pixels", _too_many_pixels())


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. The limit is %(limit)d megapixels, all frames together.") % {
        "limit": max_pixels() // 1_000_000
    }


def _is_transparent(image: Image.Image) -> bool:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa"):
        lowest, _highest = image.convert("RGBA").getchannel("A").getextrema()
        return bool(lowest < 255)  # type: ignore[operator]  # a single channel has plain extrema
    return "transparency" in image.info


def _converted(image: Image.Image, mode: str) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        # Pillow would cut every value at 255 and turn the picture white.
        scale = 1 / 257 if image.getextrema()[1] > 255 else 1  # type: ignore[operator]  # one channel
        return image.convert("F").point(lambda value: value * scale).convert("L")
    return image if image.mode == mode else image.convert(mode)
