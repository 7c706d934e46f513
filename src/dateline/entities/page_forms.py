"""What the edit screen checks across the rows of a form. Knows no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet


class LanguageSelect(forms.Select):
    """A menu of the languages that the paper knows."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        known = list(settings.LANGUAGES)
        # A language that the paper gave up stays chosen on the records that have it.
        gone = [(code, code) for code in value if code and code not in dict(known)]
        self.choices = [("", "---------"), *known, *gone]
        return super().optgroups(name, value, attrs)


class RowFormSet(BaseChildFormSet):
    """Rows of which no two may say the same."""

    same: Callable[[Any], Any]
    field = ""
    message: Any = ""

    def clean(self) -> None:
        super().clean()
        self.refuse_repeats(self.kept_forms(), type(self).same, self.field, self.message)

    def validate_unique(self) -> None:
        """Leave out Django's check: it compares constraints by fields that the rows do not show."""

    def kept_forms(self) -> list[Any]:
        """Return the forms whose rows are filled in, without mistakes, and stay."""
        return [
            form
            for form in self.forms
            if form.is_valid() and form.cleaned_data and form not in self.deleted_forms
        ]

    def refuse_repeats(
        self, rows: Iterable[Any], same: Callable[[Any], Any], field: str, message: Any
    ) -> None:
        """Put the message on every row that says what an earlier one said."""
        seen = set()
        for form in rows:
            said = same(form.instance)
            if said in seen:
                form.add_error(field, message)
            seen.add(said)


class NamesFormSet(RowFormSet):
    """Spellings: each only once, and one preferred for each language."""

    field = "text"
    message = _("This spelling is in the list already.")

    @staticmethod
    def same(name: Any) -> Any:
        return (name.language, name.key)

    def clean(self) -> None:
        super().clean()
        preferred = [form for form in self.kept_forms() if form.instance.is_preferred]
        message = _("Another spelling is preferred in this language; choose one.")
        self.refuse_repeats(preferred, lambda name: name.language, "is_preferred", message)
        for form in preferred:
            if form.instance.is_avoided:
                form.add_error("is_avoided", _("The preferred spelling is the one that is used."))


class LabelsFormSet(RowFormSet):
    """Legal labels: the same words for the same status only once."""

    field = "note"
    message = _("This label is in the list already.")

    @staticmethod
    def same(label: Any) -> Any:
        return (label.jurisdiction, label.language, label.from_date, label.note)


class OwnershipNotesFormSet(RowFormSet):
    """Ownership notes: one for each language."""

    field = "language"
    message = _("There is a note in this language already.")

    @staticmethod
    def same(note: Any) -> Any:
        return note.language
