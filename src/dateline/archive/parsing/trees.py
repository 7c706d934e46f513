"""HTML as a tree: parsed without the network, without limits that long pages trip over, never failing."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from dateline.archive.parsing.charsets import without_controls

DEEPEST = 120
"""Levels of nesting that are walked; pages made to hurt have more."""

BLOCK_TAGS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video", "audio", "iframe", "object", "embed", "img",
    "picture", "amp-img",
])  # fmt: skip
NO_TEXT = frozenset([
    "script", "style", "noscript", "template", "form", "button", "input", "select", "textarea", "svg",
    "math", "head", "title", "link", "meta", "base", "map", "area", "canvas", "dialog", "nav", "frame",
    "frameset", "noframes", "option", "label",
])  # fmt: skip

Element = Any
"""An element of lxml, which has no types of its own."""

_PARSER = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, recover=True, remove_pis=True)


def fragment(markup: str) -> Element:
    """Return a piece of HTML as the body of a tree."""
    return document(f"<html><body>{markup}</body></html>").find(".//body")


def document(markup: str) -> Element:
    """Return a page as a tree; an empty one where there is nothing to parse."""
    # A byte sequence with a stated encoding: labels inside the markup are not believed.
    data = without_controls(markup).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        tree = html.document_fromstring(b"<html><body></body></html>")
    if tree.find(".//body") is None:
        etree.SubElement(tree, "body")
    return tree


def tag_of(element: Element) -> str:
    """Return the tag in lower case; empty for comments and instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def classes(element: Element) -> str:
    """Return class and id together, folded, to look for telling words in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".casefold()


def text_of(element: Element) -> str:
    """Return all text below an element on one line, without scripts and styles."""
    pieces: list[str] = []
    for each in element.iter():
        tag = tag_of(each)
        hidden = not tag or tag in NO_TEXT - {"label", "nav", "button"}
        if not hidden:
            if tag in BLOCK_TAGS or tag == "br":
                pieces.append(" ")
            pieces.append(each.text or "")
        if each is not element:
            if tag in BLOCK_TAGS:
                pieces.append(" ")
            pieces.append(each.tail or "")
    return squeezed("".join(pieces))


def plain(markup: str | None) -> str:
    """Return the text of a piece of HTML on one line."""
    if not markup:
        return ""
    if "<" not in markup and "&" not in markup:
        return squeezed(markup)
    return text_of(fragment(markup))


def squeezed(text: str) -> str:
    """Make one space of each run of white space; unbreakable spaces inside stay."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()
