"""Corrections go with publications: what the dialog was told, or what a door without questions changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.corrections.correction_actions import record_unasked_correction, record_wished_correction
from dateline.corrections.correction_words import WISH
from dateline.publishing.companions import Companion, register_companion


def correction_in_words(data: dict[str, Any]) -> str:
    """Return a planned correction for people."""
    return _("Correction: %(wrong)s → %(right)s") % {"wrong": data.get("wrong"), "right": data.get("right")}


def register_corrections() -> None:
    """Let every publication take the record of what it corrects along."""
    register_companion(
        Companion(
            name=WISH,
            carry_out=record_wished_correction,
            in_words=correction_in_words,
            unasked=record_unasked_correction,
        )
    )
