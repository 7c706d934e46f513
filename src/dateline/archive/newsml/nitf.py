"""NITF and XHTML inside news items, as HTML that the block reader knows."""

from __future__ import annotations

from lxml import etree

from dateline.archive.parsing.trees import Element
from dateline.archive.parsing.xml_items import local

_TAGS = {
    "block": "div", "hl1": "h2", "hl2": "h3", "bq": "blockquote", "credit": "cite", "media": "figure",
    "media-caption": "figcaption", "media-producer": "cite", "nitf-table": "div", "body.content": "div",
    "note": "aside", "fn": "p", "datasource": "p",
}  # fmt: skip
_LEFT_OUT = frozenset(
    ("script", "style", "media-metadata", "media-object", "tobject", "docdata", "pubdata", "head")
)


def markup_of(element: Element) -> str:
    """Return what is inside an element as HTML: namespaces gone, NITF's names replaced by those of HTML."""
    root = etree.Element("div")
    _copy(element, root, depth=0)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def _copy(source: Element, target: Element, *, depth: int) -> None:
    target.text = source.text
    latest: Element | None = None
    for child in source if depth < 100 else ():
        name = local(child.tag)
        if name and name not in _LEFT_OUT:
            latest = etree.SubElement(target, _TAGS.get(name, name if name.isalnum() else "span"))
            _attributes(child, latest, name)
            if name != "media-reference":
                _copy(child, latest, depth=depth + 1)
            latest.tail = child.tail
        elif latest is not None:
            latest.tail = (latest.tail or "") + (child.tail or "")
        else:
            target.text = (target.text or "") + (child.tail or "")


def _attributes(source: Element, target: Element, name: str) -> None:
    if name == "media-reference":
        target.tag = "img"
        target.set("src", source.get("source") or source.get("data-location") or "")
        target.set("alt", source.get("alternate-text") or "")
        return
    for attribute in ("href", "src", "alt", "class", "colspan", "title", "width", "height"):
        value = source.get(attribute)
        if value is not None:
            target.set(attribute, value)
