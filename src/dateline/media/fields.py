"""The model field that holds a picture's file."""

from __future__ import annotations

from typing import Any

from wagtail.images.models import WagtailImageField


class PictureField(WagtailImageField):
    """Wagtail's image field; what is stored in it has been taken in first."""

    def deconstruct(self) -> Any:
        # The column is Wagtail's, so migrations need not know our class.
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
