"""What is asked about one place: the right words, whether the meaning changed, or another outcome."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.corrections.choices import LONGEST_WORDS, ReportStatus
from dateline.corrections.fixing_actions import Fix
from dateline.users.models import User

SLIP, MEANING = "slip", "meaning"
# What a place can come to without a change of the text, or after one that somebody has made by hand.
OUTCOMES = (
    ReportStatus.NOTED,
    ReportStatus.NOT_AN_ERROR,
    ReportStatus.FIXED,
    ReportStatus.DUPLICATE,
    ReportStatus.SPAM,
)
_SENTENCE = forms.Textarea(attrs={"rows": 2})


def _for_readers() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Words for those who reported it"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("They see it on their receipt. May be empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FixForm(forms.Form):
    """Write other words at the place, and publish them or not."""

    seen = forms.CharField(widget=forms.HiddenInput, strip=False)
    words = forms.CharField(
        label=gettext_lazy("The right words"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Stands in the text instead of the marked words. Empty takes them out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    meaning = forms.ChoiceField(
        label=gettext_lazy("Did the meaning change?"),
        choices=[
            (SLIP, gettext_lazy("No: a slip of the pen, mended without a notice")),
            (MEANING, gettext_lazy("Yes: readers are told what was wrong and what is right")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    wrong = forms.CharField(
        label=gettext_lazy("What was wrong, in a sentence"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=_SENTENCE,
    )
    right = forms.CharField(
        label=gettext_lazy("What is right, in a sentence"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=_SENTENCE,
    )
    outcome_text = _for_readers()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("meaning"):
            self.add_error("meaning", _("Say whether the meaning changed: readers have a right to know."))
        if cleaned.get("meaning") == MEANING:
            if not cleaned.get("wrong", "").strip():
                self.add_error("wrong", _("Tell readers what was wrong."))
            if not cleaned.get("right", "").strip():
                self.add_error("right", _("Tell readers what is right."))
        if cleaned.get("words", "") == cleaned.get("seen", ""):
            self.add_error("words", _("These are the words as they stand."))
        return cleaned

    def fix(self) -> Fix:
        """Return what is to be done."""
        asked = self.cleaned_data
        is_correction = asked["meaning"] == MEANING
        return Fix(
            seen=asked["seen"],
            words=asked["words"],
            outcome_text=asked["outcome_text"],
            what_was_wrong=asked["wrong"] if is_correction else "",
            what_is_right=asked["right"] if is_correction else "",
        )


class OutcomeForm(forms.Form):
    """Close the reports of a place without changing the text here."""

    status = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[(str(status), status.label) for status in OUTCOMES],
        widget=forms.RadioSelect,
    )
    outcome_text = _for_readers()


class GiveForm(forms.Form):
    """Somebody who looks at it."""

    to: Any = forms.ModelChoiceField(User.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(is_active=True)  # type: ignore[attr-defined]
