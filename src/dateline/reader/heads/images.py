"""Pictures: size, caption, credit, licence. What the desk alone knows of rights is not told."""

from __future__ import annotations

from dateline.media.contexts import PictureContext
from dateline.placards.contexts import PlacardContext
from dateline.reader.heads.vocabulary import Node, thing, whole


def image_of(picture: PictureContext) -> Node:
    """Return a picture of the paper."""
    return thing(
        "ImageObject",
        url=whole(picture.src),
        width=_pixels(picture.width),
        height=_pixels(picture.height),
        caption=picture.caption,
        description=picture.alt,
        creditText=picture.credit,
        license=picture.license_url,
    )


def image_of_placard(placard: PlacardContext) -> Node:
    """Return a picture that was made of words."""
    return thing(
        "ImageObject",
        url=whole(placard.src),
        width=_pixels(placard.width),
        height=_pixels(placard.height),
        caption=placard.alt,
    )


def _pixels(number: int) -> str:
    """Return a length as schema.org writes a Distance."""
    return f"{number} px"
