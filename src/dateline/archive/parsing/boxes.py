"""Figures, galleries, boxes of links and files: parts of markup that become one block as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.archive.parsing.embeds import embed_of_address, player_from
from dateline.archive.parsing.pictures import caption_and_credit, picture_from
from dateline.archive.parsing.trees import Element, classes, tag_of, text_of
from dateline.archive.records import Block, OldPicture

PLAYERS = frozenset(("video", "audio", "iframe", "object", "embed"))
_GALLERY = re.compile(
    r"\bgallery|gallery\b|\bslide(?:r|show)|\bcarousel|\bfotorama|\bphoto-?set|\bjustified-|\bimages?-grid"
)
_RELATED_BOX = re.compile(
    r"\brelated|\bread-?(?:more|also|next)|\bsee-?also|\binline-?(?:link|story|related|promo)|\bincut-link"
    r"|\bkg-bookmark|\balso-read|\bread_also|\bpromo-link|\blink-?card"
)
_FILE_BOX = re.compile(r"\bwp-block-file\b|\bkg-file-card\b")
_CAPTIONED = re.compile(r"\bwp-caption\b|\bimage-caption\b|\bphoto-?block\b")
_LONGEST_RELATED = 1_200

Shown = list[tuple[Element, OldPicture]]


def figure_block(element: Element) -> Block | None:
    """Return what a ``figure`` holds; None where its parts are blocks of their own, such as a table."""
    shown = _shown_in(element)
    if len(shown) > 1:
        return _gallery(element, shown)
    if element.find(".//table") is not None or element.find(".//blockquote") is not None:
        return None
    caption = element.find(".//figcaption")
    text, credit = caption_and_credit(caption)
    if shown:
        return Block("picture", "", pictures=(replace(shown[0][1], caption=text, credit=credit),))
    for each in element.iter(*PLAYERS):
        player = player_from(each)
        if player is not None:
            return replace(player, title=player.title or text)
    whole = text_of(element).removesuffix(text_of(caption) if caption is not None else "").strip()
    return embed_of_address(whole, title=text) if re.fullmatch(r"https?://\S+", whole) else None


def box_blocks(element: Element, *, names: str, tag: str) -> list[Block]:
    """Return the blocks of a gallery, a box of links, a file or a picture with its caption; else nothing."""
    if _GALLERY.search(names) and tag != "p":
        shown = _shown_in(element)
        if len(shown) > 1 and len(text_of(element)) < 300 * len(shown):
            return [_gallery(element, shown)]
    if _RELATED_BOX.search(names) and len(text_of(element)) <= _LONGEST_RELATED:
        return _related(element)
    if tag == "div" and _FILE_BOX.search(names):
        return _file(element)
    if tag == "div" and _CAPTIONED.search(names):
        return _captioned(element)
    return []


def _shown_in(element: Element) -> Shown:
    images = element.iter("img", "amp-img")
    return [(image, picture) for image in images if (picture := picture_from(image)) is not None]


def _gallery(element: Element, shown: Shown) -> Block:
    first: dict[str, OldPicture] = {}
    for image, picture in shown:
        text, credit = caption_and_credit(_own_caption(image, element))
        text = text or image.get("data-caption") or ""
        first.setdefault(picture.source, replace(picture, caption=text, credit=credit))
    own = next((each for each in element if tag_of(each) == "figcaption"), None)
    kind = "gallery" if len(first) > 1 else "picture"
    return Block(kind, "", title=text_of(own) if own is not None else "", pictures=tuple(first.values()))


def _own_caption(image: Element, gallery: Element) -> Element | None:
    """A caption belongs to a picture if both are alone in a part of the gallery."""
    for holder in image.iterancestors("figure", "li", "dl", "div"):
        if holder is gallery or not any(each is gallery for each in holder.iterancestors()):
            return None
        if len(list(holder.iter("img", "amp-img"))) > 1:
            return None
        caption = _caption_in(holder)
        if caption is not None:
            return caption
    return None


def _caption_in(element: Element) -> Element | None:
    for each in element.iterdescendants():
        if tag_of(each) == "figcaption" or re.search(r"\bcaption|-caption\b|\bdescr", classes(each)):
            return each
    return None


def _captioned(element: Element) -> list[Block]:
    shown, caption = _shown_in(element), _caption_in(element)
    if len(shown) != 1 or caption is None:
        return []
    text, credit = caption_and_credit(caption)
    return [Block("picture", "", pictures=(replace(shown[0][1], caption=text, credit=credit),))]


def _related(element: Element) -> list[Block]:
    found: dict[str, Block] = {}
    for link in element.iter("a"):
        title = link.find(".//*[@class='kg-bookmark-title']")
        words = text_of(title if title is not None else link)
        if link.get("href") and len(words) >= 8:
            found.setdefault(link.get("href"), Block("related", words, address=link.get("href")))
    return list(found.values())


def _file(element: Element) -> list[Block]:
    link = next((each for each in element.iter("a") if each.get("href")), None)
    if link is None:
        return []
    title = element.find(".//*[@class='kg-file-card-title']")
    name = text_of(title if title is not None else link)
    return [Block("file", name, title=name, address=link.get("href"))]
