"""The forms of an import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dateline.archive.formats import registered
from dateline.archive.rules import RulesError, as_table
from dateline.archive.runs.unpacking import archives_at_hand
from dateline.sections.models import SectionPage


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean = super().clean
        several = data if isinstance(data, list | tuple) else [data]
        return [one for each in several if (one := clean(each, initial))]


class NewImportForm(forms.Form):
    """Which archive is to come in: files from one's own machine, or what lies on the server."""

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "An export, a ZIP of a folder, or several files. Large archives are better put on the server."
        ),
    )
    folder = forms.ChoiceField(label=_("Or an archive on the server"), required=False)
    format_name = forms.ChoiceField(label=_("Format"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folder: Any = self.fields["folder"]
        folder.choices = [("", "—"), *((name, name) for name in archives_at_hand())]
        chosen: Any = self.fields["format_name"]
        chosen.choices = [
            ("", _("Find out by itself")),
            *((each.name, each.label) for each in registered()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("uploads")) == bool(cleaned.get("folder")):
            raise forms.ValidationError(_("Choose files or an archive on the server, one of the two."))
        return cleaned


class RulesForm(forms.Form):
    """What becomes of the archive's names. Fields for sections and authors follow from the preview."""

    default_section = forms.CharField(
        label=_("Section of stories without one"), max_length=120, initial="Archive"
    )
    credit = forms.CharField(
        label=_("Credit of pictures without one"), max_length=200, initial="From the archive"
    )
    fetch_pictures = forms.BooleanField(
        label=_("Fetch pictures from the old site when no folder has them"), required=False
    )
    more = forms.CharField(
        label=_("More rules"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("As in a file of rules: see the guide “Bring an archive in”."),
    )

    def __init__(self, *args: Any, sections: list[str], authors: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {f"section_{at}": name for at, name in enumerate(sections)}
        self.people = {f"author_{at}": name for at, name in enumerate(authors)}
        own = [(name, name) for name in SectionPage.objects.order_by("title").values_list("title", flat=True)]
        for key, name in self.named.items():
            choices = [("", _("A section of this name")), ("drop", _("No section")), *own]
            self.fields[key] = forms.ChoiceField(label=name, required=False, choices=choices)
        for key, name in self.people.items():
            same = authors[name]
            choices = [("", _("A person of this name")), ("drop", _("Nobody")), (same, same)]
            self.fields[key] = forms.ChoiceField(label=name, required=False, choices=choices)

    def section_fields(self) -> list[Any]:
        return [self[key] for key in self.named]

    def author_fields(self) -> list[Any]:
        return [self[key] for key in self.people]

    def plain_fields(self) -> list[Any]:
        return [self[key] for key in ("default_section", "credit", "fetch_pictures", "more")]

    def clean_more(self) -> str:
        text = str(self.cleaned_data["more"])
        try:
            as_table(text, is_csv=False)
        except RulesError as error:
            raise forms.ValidationError(str(error)) from None
        return text

    def rules(self) -> dict[str, Any]:
        """Return the rules as a run keeps them; what was chosen above wins over what was written below."""
        told = as_table(self.cleaned_data["more"], is_csv=False)
        chosen = {
            "sections": {name: self.cleaned_data[key] for key, name in self.named.items()},
            "authors": {name: self.cleaned_data[key] for key, name in self.people.items()},
        }
        for subject, table in chosen.items():
            told[subject] = {**told.get(subject, {}), **{old: new for old, new in table.items() if new}}
        told["options"] = {
            **told.get("options", {}),
            "default_section": self.cleaned_data["default_section"],
            "credit": self.cleaned_data["credit"],
        }
        return told
