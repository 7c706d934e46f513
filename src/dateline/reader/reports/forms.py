"""What may be in a report: lengths and choices. Whether the words are those of the story is seen later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from dateline.corrections.choices import Channel, ReportKind
from dateline.corrections.contexts import SentReport

MOST = 10**6


class ReportForm(forms.Form):
    """One report. Everything is a string or a small number, and nothing is kept that is not named here."""

    story = forms.UUIDField()
    version = forms.IntegerField(min_value=1, max_value=MOST)
    token = forms.CharField(required=False, max_length=400)
    words = forms.CharField(max_length=300)
    place = forms.CharField(required=False, max_length=64)
    start = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    # The metaclass takes it out of the way of the form's own attribute.
    prefix = forms.CharField(required=False, max_length=64, strip=False)  # type: ignore[assignment]  # see above
    suffix = forms.CharField(required=False, max_length=64, strip=False)
    kind = forms.TypedChoiceField(
        required=False, choices=ReportKind.choices, coerce=ReportKind, empty_value=ReportKind.OTHER
    )
    suggestion = forms.CharField(required=False, max_length=500)
    comment = forms.CharField(required=False, max_length=1000)
    email = forms.EmailField(required=False, max_length=254)
    channel = forms.TypedChoiceField(
        required=False, choices=Channel.choices, coerce=Channel, empty_value=Channel.FORM
    )
    work = forms.CharField(required=False, max_length=12)

    def sent(self) -> SentReport:
        """Return the report; only of a form that is valid."""
        return SentReport(**self.cleaned_data)


def form_from_json(values: Any) -> ReportForm | None:
    """Return the form for what was sent as JSON; None when it is no object of texts and numbers."""
    if not isinstance(values, dict):
        return None
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        text = str(value)
        # Halves of characters, which JSON can write and nothing can store.
        data[str(name)[:40]] = text.encode("utf-8", "replace").decode()
    return ReportForm(data)
