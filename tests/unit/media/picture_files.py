"""Picture files of every kind, with secrets planted in their metadata."""

from __future__ import annotations

import struct
from io import BytesIO
from random import Random
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

SECRETS = (b"SERIAL-7788-SECRET", b"Pixel Spy 9", b"secret-place-name")
LATITUDE = (55.0, 45.0, 20.9916)
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="55,45.35N" exif:SerialNumber="SERIAL-7788-SECRET"
 photoshop:Credit="%(credit)s" photoshop:Headline="%(headline)s">
<dc:creator><rdf:Seq><rdf:li>%(creator)s</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%(caption)s</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def drawing(size: tuple[int, int] = (900, 600), mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left corner is red and whose lower right is blue."""
    image = Image.new("RGB", size, (200, 200, 190))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, 0, width // 3, height // 3), fill=(220, 20, 20))
    draw.rectangle((width * 2 // 3, height * 2 // 3, width, height), fill=(20, 20, 220))
    return image if mode == "RGB" else image.convert(mode)


def exif_with_secrets(orientation: int = 1, **texts: str) -> Image.Exif:
    """Return EXIF with a position, a serial number and a device, and the given texts."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "Pixel Spy 9"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SERIAL-7788-SECRET"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = LATITUDE
    gps[ExifTags.GPS.GPSAreaInformation] = b"secret-place-name"
    for name, value in texts.items():
        if name in ("DateTimeOriginal", "OffsetTimeOriginal"):
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base[name]] = value
        else:
            exif[ExifTags.Base[name]] = value
    return exif


def iptc_block(records: list[tuple[int, int, bytes]]) -> bytes:
    """Return the Photoshop segment of a JPEG with these IPTC records."""
    data = b"".join(struct.pack(">BBBH", 0x1C, r, d, len(value)) + value for r, d, value in records)
    padded = data + b"\0" * (len(data) % 2)
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + padded
    body = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def jpeg(
    *, size: tuple[int, int] = (900, 600), iptc: list[tuple[int, int, bytes]] | None = None, **how: Any
) -> bytes:
    content = saved(drawing(size, how.pop("mode", "RGB")), "JPEG", **how)
    return content if iptc is None else content[:2] + iptc_block(iptc) + content[2:]


def colour(image: Image.Image, at: tuple[int, int]) -> tuple[int, int, int]:
    red, green, blue = image.convert("RGB").crop((*at, at[0] + 1, at[1] + 1)).tobytes()
    return red, green, blue


def saved(image: Image.Image, image_format: str, **how: Any) -> bytes:
    output = BytesIO()
    image.save(output, image_format, **how)
    return output.getvalue()


def planted(image_format: str) -> bytes:
    """Return a file of this format with position, device and serial number in every place it has."""
    exif = exif_with_secrets().tobytes()
    xmp = (XMP % {"credit": "c", "headline": "h", "creator": "p", "caption": "secret-place-name"}).encode()
    if image_format == "PNG":
        info = PngInfo()
        info.add_text("Comment", "SERIAL-7788-SECRET", zip=False)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return saved(drawing(), "PNG", exif=exif, pnginfo=info)
    if image_format == "GIF":
        return saved(drawing(mode="P"), "GIF", comment=b"SERIAL-7788-SECRET secret-place-name")
    if image_format == "TIFF":
        return saved(drawing(), "TIFF", exif=exif_with_secrets())
    if image_format == "HEIF":
        pillow_heif.register_heif_opener()
        return saved(drawing(), "HEIF", exif=exif, xmp=xmp, quality=60)
    if image_format == "MPO":
        second = drawing((90, 60))
        return saved(drawing(), "MPO", exif=exif, save_all=True, append_images=[second])
    if image_format == "JPEG":
        made = saved(drawing(), "JPEG", exif=exif, xmp=xmp, comment=b"SERIAL-7788-SECRET")
        return made + b"after the end: secret-place-name"
    return saved(drawing(), image_format, exif=exif, xmp=xmp)


def animation(image_format: str = "GIF", frames: int = 3) -> bytes:
    images = [Image.new("RGB", (120, 80), (60 * n, 200 - 50 * n, 90)) for n in range(frames)]
    how = (
        {"comment": b"SERIAL-7788-SECRET"}
        if image_format == "GIF"
        else {"exif": exif_with_secrets().tobytes()}
    )
    return saved(images[0], image_format, save_all=True, append_images=images[1:], duration=80, loop=0, **how)


def holds_secrets(content: bytes) -> list[bytes]:
    """Return the planted secrets and metadata markers that are still in the bytes."""
    markers = (*SECRETS, b"Exif\0\0", b"adobe:ns:meta", b"Photoshop 3.0", b"8BIM", b"eXIf", b"EXIF", b"XMP ")
    return [marker for marker in markers if marker in content]


def scene(seed: int, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """Return a picture of large soft shapes, others for another seed."""
    chance = Random(seed)
    small = Image.new("RGB", (9, 6))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(54)])
    return small.resize(size, Image.Resampling.BICUBIC)


def file_of(seed: int, **how: Any) -> bytes:
    return saved(scene(seed), "JPEG", quality=90, **how)
