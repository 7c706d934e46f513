"""Pictures in markup: their best address behind lazy loading and thumbnails, caption and credit."""

from __future__ import annotations

import re

from dateline.archive.pagedump.bylines import read_credit, split_caption
from dateline.archive.parsing.trees import Element, classes, squeezed, tag_of, text_of
from dateline.archive.records import OldPicture

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|heic)(?:[?#]|$)", re.IGNORECASE)
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-full-url",
    "data-orig-file",
    "data-url",
)
_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|\bauthor|source|byline|kg-credit", re.IGNORECASE)
_TAIL = re.compile(
    r"^(?P<caption>.*?)[\s(\[|/—–-]*(?<![^\W\d_])(?:photos?(?:graph)?|pictures?|images?|credits?|illustrations?"
    r"|фото(?:графия)?|снимок|иллюстрация|источник)"
    r"\s*(?:by|courtesy of)?\s*[:/—–]\s*(?P<credit>[^:]{2,100}?)[)\]]*$",
    re.IGNORECASE | re.DOTALL,
)
_TELLS_NOTHING = re.compile(r"emoji|wp-smiley|smil(?:ey|ie)", re.IGNORECASE)


def is_image_address(address: str) -> bool:
    """Say whether an address ends like the file of a picture."""
    return _IMAGE_FILE.search(address) is not None


def picture_from(image: Element) -> OldPicture | None:
    """Return the picture that an ``img`` shows; None for counters, placeholders and smileys."""
    source = _source(image)
    if source is None or _TELLS_NOTHING.search(classes(image)):
        return None
    if (image.get("width") or "").strip() in ("0", "1") or (image.get("height") or "").strip() in ("0", "1"):
        return None
    match = re.search(r"\bwp-image-(\d+)", image.get("class") or "")
    alt = squeezed(image.get("alt") or "")
    return OldPicture(source=source, alt=alt, id=match[1] if match else image.get("data-id") or "")


def smiley_text(image: Element) -> str:
    """Return the character that a picture of a smiley stands for."""
    return image.get("alt") or "" if _TELLS_NOTHING.search(classes(image)) else ""


def _source(image: Element) -> str | None:
    """The full file behind a link comes first, then what lazy loading hides, then the largest on offer."""
    parent = image.getparent()
    if parent is not None and tag_of(parent) == "picture":
        parent = parent.getparent()
    if parent is not None and tag_of(parent) == "a" and is_image_address(parent.get("href") or ""):
        return str(parent.get("href")).strip()
    plain = (image.get("src") or "").strip()
    hidden = next((image.get(name).strip() for name in _LAZY if image.get(name)), "")
    choices = [hidden, _largest(image.get("srcset") or image.get("data-srcset") or ""), plain]
    sources = image.getparent().iterfind("source") if tag_of(image.getparent()) == "picture" else ()
    choices.extend(_largest(each.get("srcset") or each.get("data-srcset") or "") for each in sources)
    return next((each for each in choices if each and not each.startswith("data:")), None)


def _largest(srcset: str) -> str:
    best, widest = "", -1.0
    for candidate in re.split(r",\s+", srcset.strip()):
        address, _, size = candidate.strip().partition(" ")
        match = re.match(r"([\d.]+)[wx]", size.strip())
        width = float(match[1]) if match and match[1].count(".") < 2 and match[1] != "." else 0.0
        if address and width > widest:
            best, widest = address, width
    return best


def caption_and_credit(element: Element | None) -> tuple[str, str]:
    """Return what a caption says and whose the picture is, from an element such as ``figcaption``."""
    if element is None:
        return "", ""
    whole = text_of(element)
    for each in element.iterdescendants():
        if tag_of(each) and (_CREDIT_CLASS.search(classes(each)) or tag_of(each) == "cite"):
            credit = text_of(each)
            if credit and credit in whole:
                caption = squeezed(whole.replace(credit, " ", 1)).rstrip(" |/—–(").strip()
                return caption, without_label(credit)
    return split(whole)


def split(whole: str) -> tuple[str, str]:
    """Split a line of caption and credit."""
    match = _TAIL.match(whole) if len(whole) <= 600 else None
    if match is not None:
        return match["caption"].strip(), match["credit"].strip(" .") or ""
    found = split_caption(whole)
    if found is not None:
        return found
    credit = read_credit(whole)
    return ("", credit) if credit else (whole, "")


def without_label(credit: str) -> str:
    """Leave out the word in front of a credit that says that it is one."""
    return re.sub(
        r"^(?:photos?|pictures?|images?|credits?|illustrations?|фото|снимок|источник|©)"
        r"\s*(?:by\b|courtesy of\b)?\s*[:/—–]?\s*",
        "",
        credit.strip("() []"),
        flags=re.IGNORECASE,
    )
