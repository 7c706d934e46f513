"""Reads of the paper's settings."""

from __future__ import annotations

from dateline.edition.keys import announce
from dateline.paper.models import PaperSettings


def paper_settings() -> PaperSettings:
    """Return the settings; unsaved defaults when nothing was set up yet, so that reading never writes."""
    announce("paper")
    found = PaperSettings.objects.first()
    return found or PaperSettings()
