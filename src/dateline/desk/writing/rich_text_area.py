"""Wagtail's rich-text field, made so that every stored text opens in it, loses no words and saves.

Wagtail's conversion takes for granted that markup is well formed and complete, and fails on the rest
(wagtail #13815, #14343, #14549): one ``<br>`` without a slash, a picture of another site, a link without an
id, and the page can never be opened again. Texts also come from imports, from scripts and from other
versions. So what the conversion refuses, or would lose words of, is read like something pasted and converted
then.
"""

from __future__ import annotations

import json
import re
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea, DraftailRichTextAreaAdapter
from wagtail.admin.telepath import register

from dateline.lib.canonical_text import canonical_text
from dateline.lib.pasting.repairing import repaired

# Whatever the handlers of the conversion raise about texts: there are many, and extensions bring more.
UNREADABLE = (
    *(AssertionError, AttributeError, KeyError, IndexError, TypeError, ValueError),
    *(RecursionError, ObjectDoesNotExist),
)
logger = structlog.get_logger(__name__)


class SafeRichTextArea(DraftailRichTextArea):
    """The rich-text field of the desk, named in ``WAGTAILADMIN_RICH_TEXT_EDITORS``."""

    def format_value(self, value: Any) -> str:
        html = "" if value is None else str(value)
        try:
            state: str = super().format_value(html)
            if not html or _words(_text_of_state(state)) == _words(canonical_text(html)):
                return state
        except UNREADABLE as error:
            logger.warning("rich_text_repaired", error=f"{type(error).__name__}: {error}", size=len(html))
        mended: str = super().format_value(repaired(html, headings=[*filter(_is_heading, self.features)]))
        return mended

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = data.get(name)
        if sent is None:
            return None
        return self.converter.to_database_format(json.dumps(_sound(sent)))


class SafeRichTextAreaAdapter(DraftailRichTextAreaAdapter):
    """Builds the same field in the browser as Wagtail's own."""


register(SafeRichTextAreaAdapter(), SafeRichTextArea)


def _is_heading(feature: str) -> bool:
    return bool(re.fullmatch(r"h[1-6]", feature))


def _words(text: str) -> list[str]:
    return text.split()


def _text_of_state(state: str) -> str:
    return "\n".join(block["text"] for block in json.loads(state)["blocks"])


def _sound(sent: str) -> dict[str, Any]:
    """Return what the browser sent with nothing in it that cannot be written.

    A link or picture that its list does not have is taken out and its words stay. What is no editor's state
    at all is somebody's program speaking, and taken as plain text.
    """
    try:
        state = json.loads(sent)
        blocks = [_sound_block(block, state.get("entityMap") or {}) for block in state["blocks"]]
    except UNREADABLE:
        blocks, state = [{"text": line, "type": "unstyled"} for line in str(sent).splitlines()], {}
        blocks = [_sound_block(block, {}) for block in blocks]
    entities = state.get("entityMap") or {}
    used = {str(one["key"]) for block in blocks for one in block["entityRanges"]}
    return {"blocks": blocks, "entityMap": {key: entities[key] for key in entities if key in used}}


def _sound_block(block: dict[str, Any], entities: dict[str, Any]) -> dict[str, Any]:
    text = str(block.get("text") or "")
    links = [
        one
        for one in _within(block.get("entityRanges"), text)
        if _is_whole(entities.get(str(one.get("key"))))
    ]
    styles = [one for one in _within(block.get("inlineStyleRanges"), text) if one.get("style")]
    kind = str(block.get("type") or "unstyled")
    if kind == "atomic" and not links:
        kind = "unstyled"
    depth = block.get("depth")
    return {
        **block,
        "text": text,
        "type": kind,
        "depth": depth if isinstance(depth, int) and 0 <= depth <= 10 else 0,
        "entityRanges": links,
        "inlineStyleRanges": styles,
    }


def _within(ranges: Any, text: str) -> list[dict[str, Any]]:
    """Return the ranges that lie in the text; the browser counts in units of sixteen bits."""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return [
        one
        for one in ranges or []
        if isinstance(one.get("offset"), int)
        and isinstance(one.get("length"), int)
        and 0 <= one["offset"] <= one["offset"] + one["length"] <= length
    ]


def _is_whole(entity: Any) -> bool:
    """Say whether a link, picture or embed has what it takes to be written and read again."""
    if not isinstance(entity, dict) or not isinstance(entity.get("data"), dict):
        return False
    data = entity["data"]
    match entity.get("type"):
        case "LINK":
            return str(data.get("id") or "").isdigit() or isinstance(data.get("url"), str)
        case "IMAGE":
            return str(data.get("id") or "").isdigit() and bool(data.get("format"))
        case "EMBED":
            return bool(data.get("url"))
        case "DOCUMENT":
            return str(data.get("id") or "").isdigit()
    return bool(entity.get("type"))
