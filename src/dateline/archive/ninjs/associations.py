"""What an item is associated with: pictures and related stories."""

from __future__ import annotations

from dateline.archive.ninjs.properties import Item, description_of, headline_of, text_of
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.pictures import split
from dateline.archive.parsing.trees import plain
from dateline.archive.records import OldPicture, Related


def associations_of(item: Item) -> tuple[list[tuple[str, OldPicture]], list[Related], list[str]]:
    """Return pictures, related stories and what is neither; version 1 names them, later ones list them."""
    told = item.get("associations")
    if isinstance(told, dict):
        pairs = [(str(name), each) for name, each in told.items()]
    else:
        pairs = [(text_of(each, "name"), each) for each in (told if isinstance(told, list) else [])]
    pictures: list[tuple[str, OldPicture]] = []
    related: list[Related] = []
    notes: list[str] = []
    for name, each in pairs:
        kind = text_of(each, "type")
        if kind in ("picture", "graphic", "photo"):
            picture = _picture(each)
            if picture.source:
                pictures.append((name.casefold(), picture))
        elif kind in ("text", "composite", "") and plain(headline_of(each) if isinstance(each, dict) else ""):
            related.append(Related(plain(headline_of(each)), None))
        else:
            notes.append(f"association {name or kind}: {kind or 'of no type'}")
    return pictures, related, notes


def _picture(item: Item) -> OldPicture:
    source = address_of(_best_rendition(item)) or _best_rendition(item) or address_of(text_of(item, "uri"))
    caption, credit = split(description_of(item))
    told = text_of(item, "byline", "by") or text_of(item, "creditline", "copyrightholder", "copyrightHolder")
    return OldPicture(
        source=source,
        alt=text_of(item, "altText", "alttext") or plain(headline_of(item)),
        caption=caption,
        credit=told or credit,
        id=text_of(item, "uri"),
    )


def _best_rendition(item: Item) -> str:
    told = item.get("renditions")
    each = list(told.values()) if isinstance(told, dict) else told if isinstance(told, list) else []
    known = [rendition for rendition in each if isinstance(rendition, dict) and text_of(rendition, "href")]

    def width(rendition: Item) -> float:
        value = rendition.get("width")
        return float(value) if isinstance(value, int | float) else 0.0

    return text_of(max(known, key=width), "href") if known else ""
