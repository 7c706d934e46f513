"""Forms of the desk: what publishing would refuse is said beside the field, with the text kept."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from dateline.publishing.change_fields import offer_kinds
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.form_texts import add_errors_of_texts, cleaned_parts, drop_wrong_choices
from dateline.publishing.judging import check_publication

# Fields of blocks or rich text, whose words come as JSON.
RUNNING_TEXT = ("body",)


class PublishedPageForm(WagtailAdminPageForm):
    """The edit form of every page of the paper."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(cleaned_parts(data, RUNNING_TEXT), *args, **kwargs)
        self._wrong_choices = drop_wrong_choices(self) if self.is_bound else []
        if not self.is_bound:
            offer_kinds(self, page=self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        add_errors_of_texts(self)
        for name in self._wrong_choices:
            self.add_error(name, self.fields[name].error_messages["invalid_choice"])
        return cleaned

    def clean_published_at(self) -> Any:
        """Keep the seconds: the field shows minutes, and an editor who leaves it alone changes no time."""
        sent, kept = self.cleaned_data["published_at"], self.initial.get("published_at")
        if sent and kept and sent == kept.replace(second=0, microsecond=0):
            return kept
        return sent

    def save(self, commit: bool = True) -> Any:
        # Wagtail's create screen would save a new page as public at once and publish it then.
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit)

    def is_valid(self) -> bool:
        """Add what stands against publishing, but only when the editor asked to publish."""
        if not super().is_valid():
            return False
        if not self.data.get("action-publish"):
            return True
        page = self.save(commit=False)
        now = timezone.now()
        try:
            check_publication(page, at=max(page.go_live_at or now, now))
        except PublicationRefusedError as error:
            for field, messages in error.message_dict.items():
                for message in messages:
                    self.add_error(field if field in self.fields else None, message)
            offer_kinds(self, page=page)
            return False
        return True


class DraftCopyForm(CopyForm):
    """Copies are drafts, and a page has one address: neither “publish copies” nor “alias” is offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
