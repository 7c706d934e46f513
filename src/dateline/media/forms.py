"""The desk's picture form: Wagtail's, with a file field that says clearly what it does not take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.fields import FileField
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from dateline.media.errors import PictureRefusedError
from dateline.media.intake import TakenFile, take_in
from dateline.media.pixels import UNDERSTOOD
from dateline.media.preferences import max_bytes, max_pixels
from dateline.publishing.form_texts import add_errors_of_texts


class PictureFileField(WagtailImageField):
    """Takes a file in when the form is checked, so that what is wrong is said beside the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "%(formats)s, up to %(megabytes)d MB and %(megapixels)d megapixels. "
            "Place and device are removed; credit and caption are read from the file."
        ) % {
            "formats": UNDERSTOOD,
            "megabytes": max_bytes() // 1024**2,
            "megapixels": max_pixels() // 1_000_000,
        }
        # The uploader asks for this one before it sends anything.
        self.max_upload_size = max_bytes()
        # What the file is, is decided by its content; our own check names both.
        self.validators: list[Any] = []

    def to_python(self, data: Any) -> TakenFile | None:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            return take_in(file, name=file.name or "", strict=True)
        except PictureRefusedError as refused:
            raise ValidationError(str(refused), code=refused.code) from refused


class PictureForm(BaseImageForm):
    """Form for a picture; the credit stands first after the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("caption", 3), ("rights_note", 2)):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows
        if "file" in self.fields:
            plain: forms.Field = self.fields["file"]
            self.fields["file"] = PictureFileField(
                label=plain.label, required=plain.required, widget=plain.widget
            )

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        add_errors_of_texts(self)
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        # Wagtail drops all renditions after saving a new file. One transaction keeps it from
        # dropping those that the save itself asked for, which are made after the commit.
        return super().save(commit)
