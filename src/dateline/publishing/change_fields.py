"""The question “what is this change?” on edit forms: asked of what is public, with what is proposed."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dateline.publishing.changes import Change
from dateline.publishing.queries import change_since_published

CHANGE_FIELDS = ("change_kind", "change_summary")
UNDECIDED = _("Let Dateline decide from the change")
REASONS = {
    "number": _("a number"),
    "name": _("a name"),
    "negation": _("a “not”"),
    "quotation": _("a quotation"),
    "text": _("the wording"),
    "withheld": _("a text that was withheld"),
    "field:headline": _("the headline"),
    "field:label": _("the label"),
    "field:lead_picture": _("the picture"),
    "field:lead_credit": _("the credit"),
    "field:bylines": _("the byline"),
    "field:blocks": _("the parts of the story"),
    "field:links": _("a link"),
}


def offer_kinds(form: Any, *, page: Any) -> None:
    """Offer the kinds that fit the change so far; a page that was never public is not asked."""
    change = change_since_published(page) if page.version_number else None
    for name in CHANGE_FIELDS:
        if change is None:
            form.fields.pop(name, None)
    if change is None or "change_kind" not in form.fields:
        return
    field = form.fields["change_kind"]
    field.choices = [("", _proposal(change)), *((kind.value, kind.label) for kind in change.allowed)]
    if change.reasons:
        field.help_text = format_lazy("{} {}", _("Changed since it was published:"), _worded(change.reasons))


def _proposal(change: Change) -> Any:
    return UNDECIDED if change.is_empty else format_lazy("{} {}", _("Proposed:"), change.proposed.label)


def _worded(reasons: tuple[str, ...]) -> str:
    return ", ".join(str(REASONS.get(reason, _("other fields"))) for reason in reasons)
