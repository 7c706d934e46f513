"""A page taken apart once: tree, metadata, lines, address. Both passes begin with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from dateline.archive.parsing.addresses import address_of, host_of
from dateline.archive.parsing.charsets import Decoded, decode, mended
from dateline.archive.parsing.trees import Element, document, squeezed
from dateline.archive.webpages.json_ld import read_json_ld
from dateline.archive.webpages.meta_elements import read_meta, read_microdata
from dateline.archive.webpages.outline import Part, outline
from dateline.archive.webpages.told import Told
from dateline.archive.webpages.warc import Fetched

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->|<!-- Mirrored from (\S+) by HTTrack")


@dataclass(slots=True)
class Studied:
    """One page, ready to be read."""

    tree: Element
    body: Element
    told: Told
    parts: list[Part]
    title: str
    address: str
    others: tuple[str, ...]
    encoding: str
    markup: str

    @property
    def host(self) -> str:
        """The site that the page is of, as far as its address says."""
        return host_of(self.address)


def study(page: Fetched, *, guessed_address: str = "") -> Studied:
    """Take a page apart; ``guessed_address`` is where its file lay, for pages that do not say."""
    decoded, markup = _text(page)
    tree = document(markup)
    title = tree.find(".//title")
    said = squeezed(unescape(text_of_title(title))) if title is not None else ""
    told = Told()
    read_json_ld(tree, told, title=said)
    read_microdata(tree, told)
    read_meta(tree, told)
    body = tree.find(".//body")
    address, others = _addresses(page, told, markup=markup, guessed=guessed_address)
    return Studied(tree, body, told, outline(body), said, address, others, decoded.encoding, markup)


def text_of_title(title: Element) -> str:
    """Return the text of a title element, which counts as hidden elsewhere."""
    return "".join(title.itertext()) if title is not None else ""


def _text(page: Fetched) -> tuple[Decoded, str]:
    head = page.data[:4096]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    declared = page.charset or (match[1].decode("ascii") if match else None)
    decoded = decode(page.data, declared=declared)
    return decoded, mended(decoded.text) or decoded.text


def _addresses(page: Fetched, told: Told, *, markup: str, guessed: str) -> tuple[str, tuple[str, ...]]:
    """The canonical address comes first; the one it was fetched from must go on leading there."""
    match = _SAVED.search(markup[:4096])
    saved = (match[1] or match[2]) if match else ""
    if saved and not re.match(r"https?:", saved):
        saved = f"https://{saved}"
    base = page.address or address_of(saved) or guessed
    stated = [address_of(each, base=base) for each in told.addresses]
    found = [each for each in dict.fromkeys([*stated, page.address, address_of(saved), guessed]) if each]
    # A careless template calls the front page canonical for every story.
    found.sort(key=lambda each: _is_front(each) and not _is_front(page.address or guessed or each))
    shorts = [address_of(each, base=base) for each in told.short_addresses]
    others = (
        dict.fromkeys(each for each in [*found[1:], *shorts] if each and each != found[0]) if found else {}
    )
    return (found[0] if found else ""), tuple(others)


def _is_front(address: str) -> bool:
    return re.fullmatch(r"https?://[^/]+/?", address) is not None
