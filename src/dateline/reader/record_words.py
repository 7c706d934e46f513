"""The words of a difference: what fields, parts of the body and values are called."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from dateline.publishing.paper_time import moment_in_words
from dateline.record.contexts import BlockChangeContext, ChangeContext
from dateline.stories.choices import Label, LabelsPolicy

NAMES = {
    "section": gettext_lazy("Section"),
    "label": gettext_lazy("Label"),
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "short_headline": gettext_lazy("Headline in lists"),
    "standfirst": gettext_lazy("Standfirst"),
    "bylines": gettext_lazy("Byline"),
    "published_at": gettext_lazy("Time of publication"),
    "lead_picture": gettext_lazy("Lead picture"),
    "lead_caption": gettext_lazy("Caption of the lead picture"),
    "lead_credit": gettext_lazy("Credit of the lead picture"),
    "lead_alt": gettext_lazy("Description of the lead picture"),
    "dateline_place": gettext_lazy("Dateline"),
    "content_note": gettext_lazy("Warning about content"),
    "age_rating": gettext_lazy("Age rating"),
    "legal_labels": gettext_lazy("Notes required by law"),
    "topics": gettext_lazy("Topic"),
    "series": gettext_lazy("Series"),
    "related": gettext_lazy("Related story"),
    "language": gettext_lazy("Language"),
    "slug": gettext_lazy("Name in the address"),
    "search_description": gettext_lazy("Description for search engines"),
    "text": gettext_lazy("Text"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Credit"),
    "alt": gettext_lazy("Description of the picture"),
    "picture": gettext_lazy("Picture"),
    "pictures": gettext_lazy("Order of the pictures"),
    "title": gettext_lazy("Title"),
    "quote": gettext_lazy("Quotation"),
    "attribution": gettext_lazy("Who said it"),
    "rows": gettext_lazy("Table"),
    "header_row": gettext_lazy("First row as heading"),
    "header_column": gettext_lazy("First column as heading"),
    "provider": gettext_lazy("Provider"),
    "url": gettext_lazy("Address"),
    "document": gettext_lazy("File"),
    "story": gettext_lazy("Story"),
    "markup": gettext_lazy("Stored form"),
    "data": gettext_lazy("Stored form"),
}
KINDS = {
    "paragraph": gettext_lazy("Text"),
    "subheading": gettext_lazy("Subheading"),
    "picture": gettext_lazy("Picture"),
    "gallery": gettext_lazy("Gallery"),
    "pull_quote": gettext_lazy("Pull quote"),
    "fact_box": gettext_lazy("Fact box"),
    "embed": gettext_lazy("Embed"),
    "table": gettext_lazy("Table"),
    "document": gettext_lazy("Document"),
    "related_story": gettext_lazy("Related story"),
}
VERBS = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "edited": gettext_lazy("changed"),
    "changed": gettext_lazy("changed"),
    "moved": gettext_lazy("moved here"),
}
MARKS = {
    "bold": gettext_lazy("bold"),
    "italic": gettext_lazy("italic"),
    "struck": gettext_lazy("struck through"),
    "raised": gettext_lazy("raised"),
    "lowered": gettext_lazy("lowered"),
    "paragraph": gettext_lazy("paragraph"),
    "bullet": gettext_lazy("list item"),
    "number": gettext_lazy("numbered item"),
    "heading": gettext_lazy("heading"),
    "subheading": gettext_lazy("subheading"),
    "line": gettext_lazy("new line"),
    "rule": gettext_lazy("rule"),
}
LINES = frozenset({"paragraph", "bullet", "number", "heading", "subheading", "line", "rule"})


def name_of_change(change: ChangeContext) -> str:
    """Return what a field or a part of a block is called, and what became of it."""
    name = str(NAMES.get(change.name, change.name))
    if change.verb == "changed" or change.name in ("text", "markup"):
        return name
    verb = _("order changed") if change.verb == "moved" else str(VERBS[change.verb])
    return f"{name}: {verb}"


def heading_of(block: BlockChangeContext) -> str:
    """Return what a block is and what became of it."""
    verb = str(VERBS[block.verb])
    if block.is_moved and block.verb != "moved":
        verb = _("%(verb)s and moved here") % {"verb": verb}
    return f"{KINDS.get(block.kind, block.kind)}: {verb}"


def label_of(mark: str) -> str:
    """Return how something is set, in words."""
    kind, _space, depth = mark.partition(" ")
    word = str(MARKS.get(kind, kind))
    return _("%(mark)s, level %(level)s") % {"mark": word, "level": depth} if depth else word


def restyling_in_words(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Return what became of the setting of some words: “bold added; link changed from … to …”."""
    told = []
    old_link, new_link = (next((m[5:] for m in marks if m.startswith("link:")), None) for marks in (old, new))
    if old_link != new_link:
        told.append(_link_in_words(old_link, new_link))
    gone = [mark for mark in old if mark not in new and not mark.startswith("link:")]
    come = [mark for mark in new if mark not in old and not mark.startswith("link:")]
    if gone and come and {gone[0].partition(" ")[0], come[0].partition(" ")[0]} <= LINES:
        told.append(_("%(new)s instead of %(old)s") % {"new": label_of(come[0]), "old": label_of(gone[0])})
    else:
        told += [_("no longer %(mark)s") % {"mark": label_of(mark)} for mark in gone]
        told += [_("now %(mark)s") % {"mark": label_of(mark)} for mark in come]
    return "; ".join(told)


def _link_in_words(old: str | None, new: str | None) -> str:
    if old is None:
        return _("link added: %(address)s") % {"address": link_in_words(new or "")}
    if new is None:
        return _("link removed: %(address)s") % {"address": link_in_words(old)}
    return _("link changed from %(old)s to %(new)s") % {"old": link_in_words(old), "new": link_in_words(new)}


def link_in_words(address: str) -> str:
    """Return an address as a reader can read it; the record names our own pages by what never changes."""
    if address.startswith("urn:uuid:"):
        return _("a page of this paper (%(name)s)") % {"name": address.removeprefix("urn:uuid:")[:8]}
    return address or _("nowhere")


def value_words(change: ChangeContext, value: Any) -> str:
    """Return a value of a field in words."""
    if isinstance(value, list):
        return ", ".join(value_words(change, each) for each in value)
    if value in (None, ""):
        return _("none")
    match change.name:
        case "bylines":
            return byline_words(value)
        case "label":
            return str(Label(value).label) if value in Label.values else str(value)
        case "legal_labels":
            return str(LabelsPolicy(value).label) if value in LabelsPolicy.values else str(value)
        case "language":
            return _language(value)
        case "published_at":
            return moment_in_words(datetime.fromisoformat(value))
        case "document":
            return f"SHA-256 {value}"
        case "url" | "story" | "related":
            return link_in_words(str(value))
    return _("yes") if value is True else str(value)


def byline_words(byline: dict[str, str]) -> str:
    """Return a name in a byline with what the person did."""
    if byline["role"] == "photos":
        return _("%(name)s (photos)") % {"name": byline["name"]}
    return byline["name"]


def _language(code: str) -> str:
    try:
        return capfirst(get_language_info(code)["name_local"])
    except KeyError:
        return code
