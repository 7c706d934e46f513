"""Forms of the photo desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.datetime import AdminDateTimeInput
from wagtail.images.widgets import AdminImageChooser

from dateline.media.choices import Rights, SourceKind
from dateline.media.models import Picture

AS_IT_IS = ("", _("As it is"))


class WordsForm(Form):
    """Words and rights for many pictures at once: what stays empty stays as it is."""

    credit = forms.CharField(label=_("Credit, as printed"), max_length=255, required=False)
    source_kind = forms.ChoiceField(
        label=_("Where it came from"), choices=[AS_IT_IS, *SourceKind.choices], required=False
    )
    source = forms.CharField(label=_("Source"), max_length=255, required=False)
    rights = forms.ChoiceField(label=_("Rights"), choices=[AS_IT_IS, *Rights.choices], required=False)
    rights_holder = forms.CharField(label=_("Rights holder"), max_length=255, required=False)
    allowed_uses = forms.CharField(label=_("Allowed uses"), max_length=500, required=False)
    expires_at = forms.DateTimeField(label=_("Rights end"), required=False, widget=AdminDateTimeInput)

    def words(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class SameWordsForm(WordsForm):
    """The form of a bulk action; needs something to be filled in, and can say that rights have no end."""

    no_end = forms.BooleanField(label=_("The rights have no end"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("no_end") and cleaned.get("expires_at"):
            self.add_error("no_end", _("Either the rights end, or they do not."))
        if not self.errors and not self.words():
            raise forms.ValidationError(_("Fill in at least one field."))
        return cleaned

    def words(self) -> dict[str, Any]:
        found = super().words()
        if found.pop("no_end", False):
            found["expires_at"] = None
        return found


class ReplacementForm(Form):
    """Which picture takes the place of another."""

    new: forms.ModelChoiceField[Picture] = forms.ModelChoiceField(
        label=_("Picture to show instead"), queryset=Picture.objects.all(), widget=AdminImageChooser
    )

    def __init__(self, data: Any = None, *args: Any, old: Picture, **kwargs: Any) -> None:
        if data is not None and not str(data.get("new", "")).isdecimal():
            # Wagtail's chooser fails on what is no number when it shows the form again.
            data = {**data.dict(), "new": ""}
        super().__init__(data, *args, **kwargs)
        self.old = old

    def clean_new(self) -> Picture:
        new: Picture = self.cleaned_data["new"]
        if new.pk == self.old.pk:
            raise forms.ValidationError(_("This is the same picture. Choose another one."))
        return new
