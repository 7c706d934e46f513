"""XMP: what editing programs write, as XML read with entities forbidden."""

from __future__ import annotations

from typing import Any

from PIL import Image

from dateline.media.exif import moment_from

MAX_XMP = 1_000_000
MAX_DEPTH = 12
NAMES = {
    "headline": ("Headline", "title"),
    "caption": ("description",),
    "alt": ("AltTextAccessibility",),
    "byline": ("creator",),
    "credit": ("Credit",),
    "source": ("Source",),
    "notice": ("rights",),
    "city": ("City",),
    "country": ("Country",),
}


def words_in_xmp(image: Image.Image) -> dict[str, object]:
    """Return title, description, creator, credit, source, rights, place and date, where given."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if len(packet) > MAX_XMP:
        return {}
    tree = image.getxmp()
    found: dict[str, object] = {
        name: next((text for wanted in names if (text := _text(_find(tree, wanted)))), "")
        for name, names in NAMES.items()
    }
    found["taken_at"] = moment_from(
        _text(_find(tree, "DateCreated")) or _text(_find(tree, "DateTimeOriginal"))
    )
    return found


def _find(tree: Any, name: str, depth: int = 0) -> Any:
    """Return the first value under this name, wherever it stands in the tree."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(tree, dict):
        if name in tree:
            return tree[name]
        tree = list(tree.values())
    if isinstance(tree, list):
        found = (_find(branch, name, depth + 1) for branch in tree)
        return next((value for value in found if value is not None), None)
    return None


def _text(value: Any, depth: int = 0) -> str:
    """Return the text of a value that may be wrapped in rdf:Alt, rdf:Seq or rdf:li."""
    if isinstance(value, str):
        return value.strip()
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, list):
        # Several languages of one text; several people in one list.
        texts = [_text(item, depth + 1) for item in value]
        languages = any(isinstance(item, dict) and "lang" in item for item in value)
        return next(filter(None, texts), "") if languages else ", ".join(filter(None, texts))
    if isinstance(value, dict):
        for key in ("Alt", "Seq", "Bag", "li", "text"):
            if key in value:
                return _text(value[key], depth + 1)
    return ""
