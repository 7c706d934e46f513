"""What a correction is asked for: in the publishing dialog, and where one is amended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.corrections.choices import LONGEST_WORDS, NEEDS_RECORD, RECORDED_KINDS, NoticedBy, Placement
from dateline.corrections.correction_proposals import Proposal
from dateline.corrections.correction_words import CorrectionWords, quoted
from dateline.desk.paper_moments import PaperMomentField

NAMES = ("wrong", "right", "noticed_at", "noticed_by", "placement")


def _words(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CorrectionFields(forms.Form):
    """What was wrong, what is right, and how it was noticed."""

    wrong = _words(
        gettext_lazy("What was wrong"),
        gettext_lazy("For readers, such as: This story said that the bridge carries 30 tonnes."),
    )
    right = _words(gettext_lazy("What is right"), gettext_lazy("Such as: It carries 40 tonnes."))
    noticed_at = PaperMomentField(
        label=gettext_lazy("When it was noticed"),
        required=False,
        looks_back=True,
        help_text=gettext_lazy("Empty: when it is published. Readers do not see it."),
    )
    noticed_by = forms.ChoiceField(
        label=gettext_lazy("Who noticed it"),
        required=False,
        choices=NoticedBy.choices,
        initial=NoticedBy.STAFF,
    )
    placement = forms.ChoiceField(
        label=gettext_lazy("Where the notice stands"),
        required=False,
        choices=Placement.choices,
        initial=Placement.END,
    )

    def clean_words(self, kind: str) -> CorrectionWords | None:
        """Return the words for a publication of this kind; None where none are given and none are needed.

        Notes what is missing as errors of the fields.
        """
        cleaned = self.cleaned_data
        is_given = any(cleaned.get(name, "").strip() for name in ("wrong", "right"))
        if kind not in RECORDED_KINDS or not (is_given or kind in NEEDS_RECORD):
            for name in NAMES:
                # Typed before another kind was chosen, so of no account.
                self.errors.pop(name, None)
            return None
        if any(name in self.errors for name in NAMES):
            return None
        words = CorrectionWords(
            wrong=cleaned.get("wrong", ""),
            right=cleaned.get("right", ""),
            noticed_at=cleaned.get("noticed_at"),
            noticed_by=cleaned.get("noticed_by") or NoticedBy.STAFF,
            placement=cleaned.get("placement", ""),
        )
        try:
            return words.checked()
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                for text in texts:
                    self.add_error(name, text)
        return None


class AmendmentForm(CorrectionFields):
    """The same questions about a note that is itself wrong."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.words = self.clean_words(NEEDS_RECORD[0])
        return cleaned


def proposed(
    proposal: Proposal | None, *, language: str, reported_at: datetime | None = None
) -> dict[str, Any]:
    """Return what the fields begin with: the two sentences, where the change is small enough for them.

    ``reported_at`` is since when readers have reported what is put right, if they have.
    """
    start: dict[str, Any] = {
        "noticed_by": NoticedBy.READER if reported_at else NoticedBy.STAFF,
        "noticed_at": reported_at or timezone.now(),
    }
    if proposal is None:
        return start
    start["placement"] = proposal.placement
    if proposal.is_small:
        start["wrong"] = quoted(proposal.wrong, language) if proposal.wrong else _("Something was missing.")
        start["right"] = (
            quoted(proposal.right, language) if proposal.right else _("The words were taken out.")
        )
    return start
