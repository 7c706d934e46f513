"""The model field that holds a picture's file."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from dateline.media.intake import TakenFile, take_in
from dateline.media.recording import record_intake


class PictureFieldFile(WagtailImageFieldFile):
    """Takes in whatever is about to be stored.

    Some doors save the picture, some save its file directly, so both ways end here.
    """

    def take_in(self) -> bool:
        """Take in a file that is not stored yet; return whether there was one."""
        if not self or self._committed:
            return False
        taken = take_in(self.file, name=self.name or "")  # type: ignore[has-type]  # Django's own attributes
        record_intake(self.instance, taken)
        self.file, self.name = taken, taken.name
        self.__dict__.pop("_dimensions_cache", None)
        return True

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        taken = take_in(content, name=name)
        record_intake(self.instance, taken)
        super().save(taken.name, taken, save)


class PictureField(WagtailImageField):
    """Wagtail's image field; what is stored in it has been taken in first."""

    attr_class = PictureFieldFile

    def update_dimension_fields(self, instance: Any, force: bool = False, *args: Any, **kwargs: Any) -> None:
        """Take the size from the intake, which has measured the picture; each measuring decodes all of it."""
        file = getattr(instance, self.attname)
        taken = getattr(file, "_file", None)
        if isinstance(taken, TakenFile):
            instance.width, instance.height = taken.intake.width, taken.intake.height
        elif not (file and file._committed and instance.width and instance.height):
            super().update_dimension_fields(instance, force, *args, **kwargs)

    def deconstruct(self) -> Any:
        # The column is Wagtail's, so migrations need not know our class.
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
