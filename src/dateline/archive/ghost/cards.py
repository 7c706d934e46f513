"""Ghost's cards (pictures, embeds, callouts …), the same in both editors, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

Card = Mapping[str, Any]

_SILENT = frozenset(
    [
        "hr",
        "horizontalrule",
        "paywall",
        "email",
        "email-cta",
        "signup",
        "collection",
        "atom-search",
        "at-link",
    ]
)
"""Lines, and what is only for mails or asks for an address."""


def card_markup(name: str, card: Card) -> str | None:
    """Return the HTML of a card; empty for cards that are no part of the story, None for an unknown one."""
    if name in _SILENT:
        return ""
    make = _CARDS.get(name)
    return make(card) if make is not None else None


def _text(card: Card, *names: str) -> str:
    return next((str(card[name]) for name in names if card.get(name)), "")


def _attribute(card: Card, *names: str) -> str:
    return escape(_text(card, *names))


def _caption(card: Card) -> str:
    """Captions are HTML already."""
    caption = _text(card, "caption")
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def _image(card: Card) -> str:
    alt = _attribute(card, "alt", "altText")
    return f'<figure><img src="{_attribute(card, "src")}" alt="{alt}">{_caption(card)}</figure>'


def _gallery(card: Card) -> str:
    images = card.get("images")
    shown = (
        "".join(_image(each) for each in images if isinstance(each, dict)) if isinstance(images, list) else ""
    )
    return f'<figure class="gallery">{shown}{_caption(card)}</figure>'


def _embed(card: Card) -> str:
    address = _text(card, "url")
    if not address:
        return f"<div>{_text(card, 'html')}</div>"
    metadata = card.get("metadata")
    title = _text(metadata, "title") if isinstance(metadata, dict) else ""
    return (
        f'<figure><iframe src="{escape(address)}" title="{escape(title)}"></iframe>{_caption(card)}</figure>'
    )


def _bookmark(card: Card) -> str:
    metadata = card.get("metadata")
    told = metadata if isinstance(metadata, dict) else {}
    address = _text(card, "url") or _text(told, "url")
    title = _text(told, "title") or _text(card, "title") or address
    return f'<div class="kg-bookmark"><a href="{escape(address)}">{escape(title)}</a></div>'


def _html(card: Card) -> str:
    return f"<div>{_text(card, 'html')}</div>"


def _markdown(card: Card) -> str:
    """Only its paragraphs: where Ghost has rendered the whole post, that is read instead."""
    paragraphs = _text(card, "markdown").replace("\r", "").split("\n\n")
    return "".join(f"<p>{escape(each.strip(), quote=False)}</p>" for each in paragraphs if each.strip())


def _code(card: Card) -> str:
    return f"<pre>{escape(_text(card, 'code'), quote=False)}</pre>"


def _callout(card: Card) -> str:
    return f'<div class="kg-callout"><p>{_text(card, "calloutText", "textValue")}</p></div>'


def _toggle(card: Card) -> str:
    return f"<details><summary>{_text(card, 'heading')}</summary>{_text(card, 'content')}</details>"


def _button(card: Card) -> str:
    return f'<p><a href="{_attribute(card, "buttonUrl")}">{_attribute(card, "buttonText")}</a></p>'


def _video(card: Card) -> str:
    return f'<figure><video src="{_attribute(card, "src")}"></video>{_caption(card)}</figure>'


def _audio(card: Card) -> str:
    return f'<audio src="{_attribute(card, "src")}" title="{_attribute(card, "title")}"></audio>'


def _file(card: Card) -> str:
    title = _attribute(card, "fileTitle", "fileName")
    return f'<div class="kg-file-card"><a href="{_attribute(card, "src")}">{title}</a></div>'


def _product(card: Card) -> str:
    image = _attribute(card, "productImageSrc")
    shown = f'<img src="{image}">' if image else ""
    return f"{shown}<h3>{_text(card, 'productTitle')}</h3>{_text(card, 'productDescription')}"


def _header(card: Card) -> str:
    below = _text(card, "subheader", "subheading")
    return f"<h2>{_text(card, 'header', 'heading')}</h2>" + (f"<p>{below}</p>" if below else "")


_CARDS: dict[str, Callable[[Card], str]] = {
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    "bookmark": _bookmark,
    "html": _html,
    "markdown": _markdown,
    "card-markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "callout": _callout,
    "call-to-action": _callout,
    "toggle": _toggle,
    "button": _button,
    "video": _video,
    "audio": _audio,
    "file": _file,
    "product": _product,
    "header": _header,
}
