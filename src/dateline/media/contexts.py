"""What templates get of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceContext:
    """One ``<source>``: a media type and its candidates in ``srcset`` form."""

    media_type: str
    """MIME type, such as image/avif."""
    srcset: str
    """Candidates with their widths: ``/media/a.400.avif 400w, …``."""


@dataclass(frozen=True, slots=True)
class PictureContext:
    """A picture ready to be shown: sizes that exist, real dimensions, words around it."""

    src: str
    """Address of the fallback file (JPEG or PNG)."""
    width: int
    """Width of the fallback file in pixels."""
    height: int
    """Height of the fallback file in pixels."""
    sources: tuple[SourceContext, ...]
    """Better formats first: AVIF, then WebP. The fallback's own sizes are in ``srcset``."""
    srcset: str
    """Sizes of the fallback format for ``<img srcset>``; empty when there is only one."""
    alt: str
    """Text for those who do not see the picture; empty when the caption says it all."""
    caption: str
    """Caption in plain text; may be empty."""
    credit: str
    """Who made it, as printed."""
    credit_note: str
    """Ownership note of an entity named in the credit; usually empty."""
    focal_x: int = 50
    """Focal point from the left edge, in percent."""
    focal_y: int = 50
    """Focal point from the top edge, in percent."""
    license_url: str = ""
    """Address of the Creative Commons licence that the picture is under; empty for any other."""
