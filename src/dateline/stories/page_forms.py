"""Checks on the edit screen of a story."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.publishing.publication_forms import PublishedPageForm


class StoryPageForm(PublishedPageForm):
    """The form of a story."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug", "")
        if slug.isdigit():
            self.add_error("slug", _("Expected words in the address, not only digits."))
        return dict(cleaned)
