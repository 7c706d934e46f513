"""Checks on the edit screen: what publishing would refuse is said beside the field, with the text kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.recording import check_publication


class StoryPageForm(WagtailAdminPageForm):
    """The form of a story."""

    def is_valid(self) -> bool:
        """Add what stands against publishing, but only when the editor asked to publish."""
        valid = super().is_valid()
        if not valid or not self._wants_to_publish():
            return valid
        page = self.save(commit=False)
        try:
            check_publication(page)
        except PublicationRefusedError as error:
            for field, messages in error.message_dict.items():
                for message in messages:
                    self.add_error(field if field in self.fields else None, message)
            return False
        return True

    def _wants_to_publish(self) -> bool:
        return bool(self.data.get("action-publish"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug", "")
        if slug.isdigit():
            self.add_error("slug", _("Expected words in the address, not only digits."))
        return dict(cleaned)
