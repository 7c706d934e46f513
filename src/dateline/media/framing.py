"""Choose among the sizes that exist and put them into what a template needs. Asks nothing of the database."""

from __future__ import annotations

from typing import NamedTuple

from wagtail.images.models import get_rendition_storage

from dateline.lib.open_licenses import license_address
from dateline.media.choices import Rights
from dateline.media.contexts import PictureContext, SourceContext
from dateline.media.ladder import FALLBACKS, operations
from dateline.media.models import Picture

MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp"}
# Of these the licence is there to be told; what others have agreed with the paper is nobody's business.
OPEN_RIGHTS = frozenset((Rights.CREATIVE_COMMONS, Rights.PUBLIC_DOMAIN))
# The size a browser without srcset gets.
PREFERRED_WIDTH = {"wide": 960, "card": 480, "portrait": 192, "share": 1200}


class Size(NamedTuple):
    """One existing file of a picture; a page reads hundreds."""

    spec: str
    crop_key: str
    name: str
    width: int
    height: int

    @property
    def operation(self) -> str:
        return self.spec.split("|format-")[0]

    @property
    def image_format(self) -> str:
        return self.spec.split("|format-")[1]


def frame(
    picture: Picture,
    sizes: list[Size],
    *,
    family: str,
    crop_key: str,
    caption: str,
    credit: str,
    credit_note: str,
) -> PictureContext:
    """Return the context of a picture made of the best sizes there are, else of its original."""
    chosen = [] if picture.animated and family == "wide" else _best(sizes, family, crop_key)
    by_format = {name: [s for s in chosen if s.image_format == name] for name in (*MEDIA_TYPES, *FALLBACKS)}
    fallback = by_format["jpeg"] or by_format["png"]
    storage = get_rendition_storage()
    if fallback:
        src = _nearest(fallback, PREFERRED_WIDTH[family])
        address, width, height = storage.url(src.name), src.width, src.height
    else:
        address, width, height = picture.file.url, picture.width, picture.height
    return PictureContext(
        src=address,
        width=width,
        height=height,
        sources=tuple(
            SourceContext(media_type=media_type, srcset=_srcset(by_format[name], storage))
            for name, media_type in MEDIA_TYPES.items()
            if fallback and _reach(by_format[name], fallback)
        ),
        srcset=_srcset(fallback, storage) if len(fallback) > 1 else "",
        alt=picture.description,
        caption=caption,
        credit=credit,
        credit_note=credit_note,
        license_url=license_address(picture.rights_note) if picture.rights in OPEN_RIGHTS else "",
        focal_x=_percent(picture.focal_point_x, picture.width),
        focal_y=_percent(picture.focal_point_y, picture.height),
    )


def _best(sizes: list[Size], family: str, crop_key: str) -> list[Size]:
    """Return sizes of one crop: the present one, else an older one, else the whole picture."""
    wanted = set(operations(family))
    inside = [size for size in sizes if size.operation in wanted]
    present = [size for size in inside if size.crop_key == crop_key]
    if any(size.image_format in FALLBACKS for size in present):
        return sorted(present, key=lambda size: size.width)
    older = {size.crop_key: size for size in inside if size.image_format in FALLBACKS}
    if older:
        key = sorted(older)[0]
        return sorted((size for size in inside if size.crop_key == key), key=lambda size: size.width)
    whole = set(operations("wide"))
    return sorted((size for size in sizes if size.operation in whole), key=lambda size: size.width)


def _reach(sizes: list[Size], fallback: list[Size]) -> bool:
    """Say whether a better format is there in full: half of it would give large screens a small picture."""
    return bool(sizes) and sizes[-1].width >= fallback[-1].width


def _nearest(sizes: list[Size], width: int) -> Size:
    """Return the widest that does not exceed the width, else the narrowest."""
    return max((size for size in sizes if size.width <= width), key=lambda s: s.width, default=sizes[0])


def _srcset(sizes: list[Size], storage: object) -> str:
    return ", ".join(f"{storage.url(size.name)} {size.width}w" for size in sizes)  # type: ignore[attr-defined]


def _percent(value: int | None, whole: int) -> int:
    return 50 if value is None or not whole else max(0, min(100, round(100 * value / whole)))
