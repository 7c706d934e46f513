"""Shortcodes of WordPress and its plug-ins, turned into the markup that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from dateline.archive.wxr.store import Attachment, Store

_CODE = re.compile(
    r"\[(?P<escaped>\[)?(?P<close>/)?(?P<name>[A-Za-z][\w-]{1,60})"
    r"(?P<attributes>(?:\s+(?:[^\[\]\"'<>]|\"[^\"]*\"|'[^']*'|&[#\w]+;)*)?)\s*/?\](?(escaped)\])"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|\"([^\"]*)\"|(\S+)")
_MEDIA = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "flv", "wmv")
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "tweet": "{}",
    "twitter": "{}",
    "instagram": "{}",
    "facebook": "{}",
    "soundcloud": "{}",
    "flickr": "{}",
    "ted": "https://www.ted.com/talks/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "googlemaps": "{}",
    "rutube": "{}",
}
_ENCLOSING = frozenset(("caption", "wp_caption", "embed", "video", "audio", "playlist", "gallery"))
_LAYOUT = re.compile(r"^(?:vc_|et_pb_|fusion_|av_|cs_|x_|tatsu_)")
"""Page builders write the whole layout in shortcodes; their inner text is the story."""


@dataclass(slots=True)
class Expanded:
    """Markup without shortcodes, and the names of those that nothing here knows."""

    markup: str
    unknown: list[str] = field(default_factory=list)


def expand(markup: str, *, store: Store, post: str) -> Expanded:
    """Return content with its shortcodes turned into HTML; unknown ones are named, their inner text stays."""
    if "[" not in markup:
        return Expanded(markup)
    result = Expanded("")
    pieces: list[str] = []
    position = 0
    closings = {match["name"].lower() for match in _CODE.finditer(markup) if match["close"]}
    while (match := _CODE.search(markup, position)) is not None:
        pieces.append(markup[position : match.start()])
        position = match.end()
        name = match["name"].lower()
        attributes = _attributes(match["attributes"] or "")
        if match["escaped"] or not _is_code(name, match, closings):
            pieces.append(match.group() if not match["escaped"] else match.group()[1:-1])
            continue
        if match["close"]:
            continue
        inner, after = _enclosed(markup, name, position) if name in _ENCLOSING else ("", position)
        made = _made(name, attributes=attributes, inner=inner, store=store, post=post)
        if made is None:
            result.unknown.append(f"[{name}]")
            # Inner text of an unknown one is read on from behind the opening.
            continue
        pieces.append(made)
        position = after
    pieces.append(markup[position:])
    result.markup = "".join(pieces)
    result.unknown = list(dict.fromkeys(result.unknown))
    return result


def _is_code(name: str, match: re.Match[str], closings: set[str]) -> bool:
    """Tell a shortcode from words in brackets, such as [sic] or [the mayor]."""
    if name in _ENCLOSING or name in _PLAYERS or match["close"]:
        return True
    attributes = match["attributes"] or ""
    if "=" in attributes:
        return True
    return not attributes.strip() and (name in closings or "_" in name or "-" in name)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(unescape(text).replace("”", '"').replace("“", '"').replace("″", '"')):
        name, *values, quoted, bare = match.groups()
        if name:
            found.setdefault(name.lower(), next((value for value in values if value), ""))
        else:
            found.setdefault(
                str(sum(key.isdecimal() for key in found)), (quoted or bare or "").lstrip("=").strip('"')
            )
    return found


def _enclosed(markup: str, name: str, start: int) -> tuple[str, int]:
    """Return what stands between an opening and its closing, and where that ends."""
    closing = markup.find(f"[/{name}]", start)
    opening = re.compile(rf"\[{re.escape(name)}[\s\]]").search(markup, start)
    if closing < 0 or (opening is not None and opening.start() < closing):
        return "", start
    return markup[start:closing], closing + len(name) + 3


def _made(name: str, *, attributes: dict[str, str], inner: str, store: Store, post: str) -> str | None:
    if name in ("caption", "wp_caption"):
        return _caption(attributes, inner)
    if name in ("gallery", "playlist"):
        return _gallery(attributes, store=store, post=post, name=name)
    if name == "embed":
        address = re.sub(r"<[^>]*>", "", inner).strip() or attributes.get("src", "")
        return _iframe(unescape(address))
    if name in ("video", "audio"):
        address = next((attributes[key] for key in _MEDIA if attributes.get(key)), attributes.get("0", ""))
        return _iframe(address, tag=name) if address else ""
    if name in _PLAYERS:
        value = next(
            (attributes[key] for key in ("url", "id", "src", "v", "0") if attributes.get(key)), inner
        )
        return (
            _iframe(value if re.match(r"(?:https?:)?//", value) else _PLAYERS[name].format(value))
            if value
            else ""
        )
    if name in ("dropcap", "br"):
        return "<br>" if name == "br" else ""
    return "" if _LAYOUT.match(name) else None


def _caption(attributes: dict[str, str], inner: str) -> str:
    match = re.match(
        r"\s*(?P<picture>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<rest>.*)$", inner, re.DOTALL
    )
    if match is None:
        return inner
    caption = match["rest"].strip() or escape(attributes.get("caption", ""))
    picture = match["picture"]
    number = re.search(r"\d+$", attributes.get("id", ""))
    if number and "wp-image-" not in picture:
        picture = picture.replace("<img", f'<img data-id="{number[0]}"', 1)
    return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(attributes: dict[str, str], *, store: Store, post: str, name: str) -> str:
    numbers = re.findall(r"\d+", attributes.get("ids") or attributes.get("include") or "")
    found = [store.attachment(number) for number in numbers]
    files = [each for each in found if each is not None]
    if not numbers:
        left_out = set(re.findall(r"\d+", attributes.get("exclude", "")))
        attached = store.attached_to(attributes.get("id") or post)
        files = [each for each in attached if each.picture.id not in left_out]
    if name == "playlist":
        return "".join(
            _iframe(each.picture.source, tag="audio", title=each.title)
            for each in files
            if not each.is_picture
        )
    make: Callable[[Attachment], str] = figure_of
    figures = "".join(make(each) for each in files if each.is_picture)
    missing = "".join(
        f'<img src="?attachment_id={number}" data-id="{number}">'
        for number, each in zip(numbers, found, strict=False)
        if each is None
    )
    return f'\n\n<figure class="gallery">{figures}{missing}</figure>\n\n' if figures or missing else ""


def figure_of(attachment: Attachment) -> str:
    """Return a file of the media library as a figure."""
    picture = attachment.picture
    caption = escape(picture.caption)
    credit = f' <span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
    shown = f"<figcaption>{caption}{credit}</figcaption>" if caption or credit else ""
    image = f'<img src="{escape(picture.source)}" alt="{escape(picture.alt)}" data-id="{escape(picture.id)}">'
    return f"<figure>{image}{shown}</figure>"


def _iframe(address: str, *, tag: str = "iframe", title: str = "") -> str:
    return f'\n\n<{tag} src="{escape(address.strip())}" title="{escape(title)}"></{tag}>\n\n'
