"""Checks on the edit screen of a story."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.lib.slugs import slug_from
from dateline.publishing.publication_forms import PublishedPageForm


class StoryPageForm(PublishedPageForm):
    """The form of a story."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "language" in self.fields:
            self.initial["language"] = settings.LANGUAGE_CODE
        if "slug" in self.fields:
            # Left empty it is made from the headline, whatever that is written in.
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug") or slug_from(cleaned.get("title") or "")
        if "slug" in cleaned:
            cleaned["slug"] = slug
        if slug.isdigit():
            self.add_error("slug", _("Expected words in the address, not only digits."))
        return dict(cleaned)
