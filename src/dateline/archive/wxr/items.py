"""The items of a WXR file as plain records, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.sources import Source
from dateline.archive.parsing.trees import Element
from dateline.archive.parsing.xml_items import elements
from dateline.archive.records import Problem

_EXCERPT = "excerpt"
_LONGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or co-author that an item names."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class Item:
    """One element of the channel: its kind (item, author, category …), fields, terms and postmeta."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    old_slugs: list[str] = field(default_factory=list)
    has_comments: bool = False

    def get(self, name: str) -> str:
        """Return a field without outer spaces; empty where there is none."""
        return self.fields.get(name, "").strip()

    @property
    def id(self) -> str:
        """The number that WordPress gave the post."""
        return self.get("post_id")


def items_of(source: Source, problems: list[Problem]) -> Iterator[Item]:
    """Yield everything below the channel of a WXR file, in order."""
    for element in elements(source, depth=2, problems=problems):
        yield _item(element)


def _item(element: Element) -> Item:
    kind = _name(element)
    item = Item(kind)
    if len(element) == 0:
        item.fields[kind] = _text(element)
        return item
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = _name(child)
        if name == "category" and kind == "item":
            name_of_term = _words(child).strip()
            term = Term(child.get("domain") or "category", child.get("nicename") or "", name_of_term)
            item.terms.append(term)
        elif name == "postmeta":
            key, value = _pair(child)
            if key == "_wp_old_slug" and value.strip():
                item.old_slugs.append(value.strip())
            elif key and key not in item.meta:
                item.meta[key] = value
        elif name == "comment":
            item.has_comments = True
        elif name == "encoded":
            is_excerpt = _EXCERPT in str(child.tag)
            # The text itself is turned back where it is read, within bounds.
            item.fields["excerpt" if is_excerpt else "content"] = (
                _words(child) if is_excerpt else _text(child)
            )
        else:
            item.fields.setdefault(name, _words(child))
    return item


def _pair(element: Element) -> tuple[str, str]:
    found = {_name(child): _text(child) for child in element if isinstance(child.tag, str)}
    return found.get("meta_key", "").strip(), found.get("meta_value", "")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _words(element: Element) -> str:
    """Return the text of a field, turned back where it was encoded twice, as old databases keep it."""
    text = _text(element)
    return text if text.isascii() or len(text) > _LONGEST_FIELD else mended(text) or text


def _text(element: Element) -> str:
    if len(element) == 0:
        return element.text or ""
    return "".join(element.itertext())
