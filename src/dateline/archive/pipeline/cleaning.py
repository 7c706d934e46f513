"""HTML of an archive as the paper's own blocks can hold it: allowed marks, safe addresses, nothing else."""

from __future__ import annotations

import re
from html import escape

import nh3

MARKS = {"b", "i", "a", "sup", "sub", "s", "br"}
_WITHIN = {*MARKS, "strong", "em", "del", "strike", "ul", "ol", "li", "p"}
# What is in these is no text.
_DROPPED = {"script", "style", "iframe", "object", "template", "noscript", "svg", "math", "head", "title"}
_SAME = (
    (re.compile(r"<(/?)strong>"), r"<\1b>"),
    (re.compile(r"<(/?)em>"), r"<\1i>"),
    (re.compile(r"<(/?)(?:del|strike)>"), r"<\1s>"),
    (re.compile(r"<a(?: href=\"\")?>(.*?)</a>", re.DOTALL), r"\1"),
    (re.compile(r"<([bis]|sup|sub)>\s*</\1>"), ""),
)
_BLOCKS = re.compile(r"</?(?:p|ul|ol|li)>")
_LISTS = re.compile(r"<(?:ul|ol)>")


def inline_html(html: str, text: str) -> str:
    """Return the words of one paragraph with their marks, without blocks; the plain text where it has none.

    Characters stay as they are: quotation marks and dashes are the archive's own.
    """
    if not html:
        return escape(text, quote=False)
    return _BLOCKS.sub("", _cleaned(html)).strip() or escape(text, quote=False)


def paragraph_html(html: str, text: str) -> str:
    """Return one block of running text, lists in it kept."""
    cleaned = _cleaned(html) if html else ""
    if _LISTS.search(cleaned) or cleaned.count("<p>") > 1:
        return cleaned if cleaned.startswith("<") else f"<p>{cleaned}</p>"
    return f"<p>{inline_html(html, text)}</p>"


def _cleaned(html: str) -> str:
    if "<" not in html and "&" not in html:
        return html
    safe = nh3.clean(
        html,
        tags=_WITHIN,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    for pattern, replacement in _SAME:
        safe = pattern.sub(replacement, safe)
    return safe.strip()
