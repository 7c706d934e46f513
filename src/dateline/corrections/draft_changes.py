"""Change the words of one place in a story's draft, and nothing beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import Any

from dateline.corrections.places import texts_of
from dateline.lib.canonical_text import canonical_text
from dateline.lib.carrying_blocks import PlaceInContent
from dateline.lib.changing_words import NotChangedError, with_words_changed
from dateline.stories.canonical import story_content

# Names of fields in the record, and of those of the page.
FIELDS = {"headline": "title", "standfirst": "standfirst", "lead_caption": "lead_caption"}


def texts_of_draft(draft: Any) -> dict[str, str]:
    """Return the canonical text of every place of a draft."""
    return texts_of(story_content(draft))


def change_words(draft: Any, *, place: PlaceInContent, words: str) -> None:
    """Write other words at a place of this draft, which is changed and not saved.

    Rich text keeps its markup. Raises NotChangedError where that cannot be done here: in a table, across
    paragraphs, in a caption that belongs to the picture. Then the editor is the place to do it.
    """
    before = texts_of_draft(draft)
    text = before.get(place.block, "")
    if not text[place.start : place.end]:
        raise NotChangedError("There is no such place in the draft.")
    if place.block in FIELDS:
        name = FIELDS[place.block]
        setattr(draft, name, _plain(place, words)(getattr(draft, name)))
    else:
        _change_body(draft, place, words)
    after = texts_of_draft(draft)
    if {name for name in {*before, *after} if before.get(name) != after.get(name)} - {place.block}:
        raise NotChangedError("Something else would change as well.")


def _change_body(draft: Any, place: PlaceInContent, words: str) -> None:
    block_id, _slash, part = place.block.partition("/")
    raw = [dict(block) for block in draft.body.get_prep_value()]
    block = next((one for one in raw if one.get("id") == block_id), None)
    if block is None:
        raise NotChangedError("The block is not in the draft.")
    block["value"] = _changed_value(block["type"], block["value"], part, place, words)
    draft.body = draft._meta.get_field("body").to_python(json.dumps(raw))


def _changed_value(kind: str, value: Any, part: str, place: PlaceInContent, words: str) -> Any:
    """Return the value of a block with its words changed."""
    plain = _plain(place, words)
    match kind, part:
        case "paragraph", "":
            return with_words_changed(value, start=place.start, end=place.end, words=words)
        case "subheading", "":
            return plain(value)
        case "pull_quote", "":
            return {**value, "quote": plain(value["quote"])}
        case "pull_quote", "attribution":
            return {**value, "attribution": plain(value["attribution"])}
        case (("gallery" | "embed" | "document"), ""):
            return {**value, "title": plain(value["title"])}
        case "picture", "" if value.get("caption"):
            return {**value, "caption": plain(value["caption"])}
        case "table", "caption" if value.get("caption"):
            return {**value, "caption": plain(value["caption"])}
        case "fact_box", "":
            return _changed_box(value, place, words)
    raise NotChangedError("These words are changed in the editor.")


def _changed_box(value: dict[str, Any], place: PlaceInContent, words: str) -> dict[str, Any]:
    title = canonical_text(f"<h3>{escape(value['title'])}</h3>")
    if place.end <= len(title):
        return {**value, "title": _plain(place, words)(value["title"])}
    # Title and text are one text with a break between them.
    ahead = len(title) + 1 if title else 0
    if place.start < ahead:
        raise NotChangedError("The words reach over the title.")
    start, end = place.start - ahead, place.end - ahead
    return {**value, "text": with_words_changed(value["text"], start=start, end=end, words=words)}


def _plain(place: PlaceInContent, words: str) -> Callable[[str], str]:
    """Return how to change a plain text, which its canonical text must equal."""

    def changed(text: str) -> str:
        if canonical_text(escape(text, quote=False)) != text:
            raise NotChangedError("The text has white space that canonical text has not.")
        result = text[: place.start] + words.strip() + text[place.end :]
        return " ".join(result.split(" ")).strip() if words.strip() else " ".join(result.split())

    return changed
