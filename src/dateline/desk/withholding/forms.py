"""What is asked before words are withheld."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk.withholding.version_rows import VersionRow
from dateline.publishing.choices import RemovalReason

# A headline fits in.
LONGEST_WORDS = 255
# More headlines than a story ever had.
MOST_WORDS = 200


class FindForm(forms.Form):
    """Which words have to go. Sent by POST, so that they stand in no address and no log of a server."""

    words = forms.CharField(
        label=gettext_lazy("Words that have to go"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=gettext_lazy(
            "Capital letters and spaces do not matter. Of a name write the part that is the same in all"
            " its endings."
        ),
    )


class StepForm(forms.Form):
    """How far the record was looked through, and what was found until there."""

    after = forms.IntegerField(min_value=0, max_value=2**62, required=False)
    kept = forms.CharField(max_length=1_000_000, required=False)
    besides = forms.UUIDField(required=False)


class WithholdForm(forms.Form):
    """Which versions, why, and whether it is meant."""

    versions = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Texts")
    )
    sentences = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Words on changes"),
        help_text=gettext_lazy(
            "What readers were told of a change, and what a correction quotes. Those of a version whose text"
            " goes, go with it."
        ),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=RemovalReason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Stays in the public history of the story."),
    )
    sure = forms.BooleanField(label=gettext_lazy("I know that this cannot be taken back"))
    words = forms.CharField(required=False, max_length=LONGEST_WORDS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Iterable[VersionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(rows)
        versions: Any = self.fields["versions"]
        sentences: Any = self.fields["sentences"]
        versions.choices = [(row.number, _text_of(row)) for row in listed if row.has_text]
        sentences.choices = [(row.number, _sentence_of(row)) for row in listed if row.says]


def _text_of(row: VersionRow) -> str:
    told = _("Version %(number)s, %(kind)s: “%(headline)s”") % {
        "number": row.number,
        "kind": row.kind,
        "headline": row.headline,
    }
    return f"{told} – {_('has the words')}" if row.is_found else told


def _sentence_of(row: VersionRow) -> str:
    told = _("Version %(number)s: %(words)s") % {"number": row.number, "words": row.says}
    return f"{told} – {_('has the words')}" if row.is_found_in_sentence else told
