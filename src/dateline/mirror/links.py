"""Make the links of a page lead to files of the copy, and leave every other byte alone.

A parser that writes the page anew would change it in a hundred places. This reads the page as browsers cut it
into tags, and replaces values of attributes where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit

from dateline.edition.copies import is_file_of_pages, is_left_at_home
from dateline.mirror.errors import NoFileNameError
from dateline.mirror.places import file_of, link_below, link_between

ADDRESSES = frozenset(("href", "src", "action", "formaction", "poster", "data"))
LISTS = frozenset(("srcset", "imagesrcset"))
# Their content is text, whatever it looks like.
TEXT_ONLY = frozenset(("script", "style", "textarea", "title"))

_ATTRIBUTE = (
    r"""[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?"""
)
_attribute = re.compile(_ATTRIBUTE)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
# Without backtracking into a tag: no page, however broken, takes longer than its length.
_token = re.compile(
    rf"<!--(?:.*?-->|.*)|<(?P<tag>[a-zA-Z][^\s/>]*+)(?P<inside>(?:{_UNNAMED})*+)[\s/]*+(?P<end>>)?", re.DOTALL
)
_candidate = re.compile(r"([\s,]*)([^\s,]\S*[^\s,]|[^\s,])((?:\s+[^\s,]+)*)")
_in_styles = re.compile(r"""(url\(\s*|@import\s+)(["']?)([^"')\s]+)\2""")


class Links:
    """The links of one file of the copy. ``used`` fills with the addresses of pictures, styles and the like.

    ``below`` is for the one page that is shown at addresses not its own: its links begin at that path.
    """

    def __init__(self, address: str, *, base_url: str, below: str = "") -> None:
        self.used: set[str] = set()
        self._file = file_of(address)
        self._page = base_url + address
        self._below = below
        parts = urlsplit(base_url)
        self._origin = (parts.scheme, parts.netloc)
        self._known: dict[str, str] = {}

    def to(self, link: str) -> str:
        """Return what the link becomes: into the copy, home to the paper, or itself if it leads elsewhere."""
        if link not in self._known:
            self._known[link] = self._to(link)
        return self._known[link]

    def _to(self, link: str) -> str:
        if not link.strip() or link.lstrip().startswith("#"):
            return link
        try:
            whole = urljoin(self._page, link.strip())
            parts = urlsplit(whole)
            if (parts.scheme, parts.netloc) != self._origin:
                return link
            path = unquote(parts.path, errors="strict") or "/"
            if is_left_at_home(path):
                return whole
        except ValueError:
            return link
        try:
            target = file_of(path)
        except NoFileNameError:
            return whole
        if is_file_of_pages(path):
            self.used.add(path)
        found = link_below(self._below, target) if self._below else link_between(self._file, target)
        return f"{found}#{parts.fragment}" if parts.fragment else found


def in_html(text: str, links: Links) -> str:
    """Return the page with its links replaced."""
    written: list[str] = []
    done = at = 0
    while (token := _token.search(text, at)) is not None:
        at = token.end()
        if token["tag"] is None:
            continue
        if token["end"] is None:
            break
        tag = token["tag"].lower()
        inside = _in_tag(tag, token["inside"], links)
        if inside != token["inside"]:
            written += [text[done : token.start("inside")], inside]
            done = token.end("inside")
        if tag in TEXT_ONLY:
            closing = re.compile(rf"</{tag}[\s/>]", re.IGNORECASE).search(text, at)
            at = closing.start() if closing else len(text)
    return "".join((*written, text[done:]))


def in_styles(text: str, links: Links) -> str:
    """Return the style sheet with its links replaced."""
    return _in_styles.sub(lambda found: f"{found[1]}{found[2]}{links.to(found[3])}{found[2]}", text)


def _in_tag(tag: str, inside: str, links: Links) -> str:
    if tag == "link" and re.search(r"\brel\s*=\s*[\"']?canonical\b", inside, re.IGNORECASE):
        return inside
    return _attribute.sub(lambda found: _in_attribute(tag, found, links), inside) if "=" in inside else inside


def _in_attribute(tag: str, found: re.Match[str], links: Links) -> str:
    change = _change_for(tag, found["name"].lower(), links)
    if change is None or found["value"] is None:
        return found[0]
    quoted = found["value"]
    quotation = quoted[0] if quoted[0] in "\"'" else ""
    value = unescape(quoted[1:-1] if quotation else quoted)
    changed = change(value)
    if changed == value:
        return found[0]
    start = found.start("value") - found.start()
    return f'{found[0][:start]}"{escape(changed)}"'


def _change_for(tag: str, name: str, links: Links) -> Callable[[str], str] | None:
    if name in LISTS:
        return lambda value: _candidate.sub(lambda one: f"{one[1]}{links.to(one[2])}{one[3]}", value)
    if name == "style":
        return lambda value: in_styles(value, links)
    return links.to if name in ADDRESSES and (name != "data" or tag == "object") else None
