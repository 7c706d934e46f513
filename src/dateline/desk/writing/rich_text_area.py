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
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea, DraftailRichTextAreaAdapter
from wagtail.admin.telepath import register
from wagtail.rich_text import features

from dateline.desk.writing.sound_state import UNREADABLE, sound_state
from dateline.lib.canonical_text import canonical_text
from dateline.lib.pasting.repairing import repaired

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
        state = sound_state(sent, blocks=self._known("block_map"), entities=self._known("entity_decorators"))
        return self.converter.to_database_format(json.dumps(state))

    def _known(self, part: str) -> frozenset[str]:
        """Return what this field can write; Wagtail would drop the rest with its words."""
        rules = (features.get_converter_rule("contentstate", feature) for feature in self.features)
        return frozenset(kind for rule in rules if rule for kind in rule["to_database_format"].get(part, {}))


class SafeRichTextAreaAdapter(DraftailRichTextAreaAdapter):
    """Builds the same field in the browser as Wagtail's own."""


register(SafeRichTextAreaAdapter(), SafeRichTextArea)


def _is_heading(feature: str) -> bool:
    return bool(re.fullmatch(r"h[1-6]", feature))


def _words(text: str) -> list[str]:
    return text.split()


def _text_of_state(state: str) -> str:
    return "\n".join(block["text"] for block in json.loads(state)["blocks"])
