"""Reads of the paper's settings."""

from __future__ import annotations

from wagtail.models import Site

from dateline.edition.keys import announce
from dateline.paper.models import PaperSettings


def paper_settings() -> PaperSettings:
    """Return the settings; unsaved defaults when nothing was set up yet, so that reading never writes."""
    announce("paper")
    found = PaperSettings.objects.first()
    return found or PaperSettings()


def paper_identity() -> str:
    """Return what this paper has of its own, wherever it runs: it goes with its database and its backups."""
    keys = Site.objects.filter(is_default_site=True).values_list("root_page__translation_key", flat=True)
    return "".join(key.hex for key in keys)
