"""Pictures and the sizes made of them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from dateline.media.choices import Rights, SourceKind
from dateline.media.fields import PictureField
from dateline.media.look_fields import LookFields
from dateline.media.querysets import PictureQuerySet
from dateline.media.recording import RECORDED_FIELDS
from dateline.media.rights_fields import RightsFields
from dateline.media.storages import PUBLIC_FOLDER, originals_storage
from dateline.publishlog.announced import AnnouncedModel
from dateline.users.models import User

# Raised when the way of making renditions changes, so that names do.
RECIPE = 1


class Picture(RightsFields, LookFields, AnnouncedModel, AbstractImage):
    """A picture with its words and rights. The stored file carries no metadata."""

    title = models.CharField(
        _("Working title"), max_length=255, help_text=_("For finding it at the desk. Readers never see it.")
    )
    file = PictureField(_("File"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(
        _("Alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("For readers who cannot see the picture. Leave empty when the caption says it all."),
    )
    caption = models.TextField(
        _("Caption"),
        max_length=2000,
        blank=True,
        help_text=_("Printed under the picture; a story can change it."),
    )
    credit = models.CharField(
        _("Credit, as printed"),
        max_length=255,
        blank=True,
        help_text=_("Such as “Anna Orlova / Reuters”. A story with this picture cannot go out without it."),
    )
    source_kind = models.CharField(
        _("Where it came from"), max_length=20, choices=SourceKind.choices, default=SourceKind.UNKNOWN
    )
    source = models.CharField(
        _("Source"), max_length=255, blank=True, help_text=_("The agency, press office, person or archive.")
    )
    taken_at = models.DateTimeField(_("Taken"), null=True, blank=True)
    place = models.CharField(
        _("Place"), max_length=255, blank=True, help_text=_("Where it was taken, in words.")
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        db_index=True,
        help_text="SHA-256 of the file served as the original.",
    )
    upload_digest = models.CharField(
        max_length=64, blank=True, editable=False, db_index=True, help_text="SHA-256 of the untouched upload."
    )
    upload_name = models.CharField(max_length=255, blank=True, editable=False)
    original = models.CharField(
        max_length=150,
        blank=True,
        editable=False,
        help_text="Name of the untouched upload in the private store. No file field: it has no address.",
    )
    animated = models.BooleanField(default=False, editable=False)
    transparent = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = PictureQuerySet.as_manager()
    has_new_file = False

    admin_form_fields = (
        "file",
        "title",
        "credit",
        "caption",
        "description",
        "source_kind",
        "source",
        "rights",
        "rights_holder",
        "rights_note",
        "allowed_uses",
        "expires_at",
        "taken_at",
        "place",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.SearchField("source"),
        index.SearchField("rights_holder"),
        index.SearchField("place"),
        index.SearchField("upload_name"),
        index.FilterField("rights"),
        index.FilterField("source_kind"),
        index.FilterField("taken_at"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rights__in=Rights.values), name="paper_media_picture_rights_valid"
            ),
            models.CheckConstraint(
                condition=models.Q(source_kind__in=SourceKind.values), name="paper_media_picture_source_valid"
            ),
            models.CheckConstraint(
                condition=models.Q(withheld_at__isnull=True, withheld_reason="")
                | (models.Q(withheld_at__isnull=False) & ~models.Q(withheld_reason="")),
                name="paper_media_picture_withheld_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="paper_media_picture_size_positive"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, taking in a new file first. Every door passes here, so it cannot be an action."""
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("file", "original").first()
        is_new_file = bool(self.file) and self.file.take_in()
        if is_new_file:
            self._drop_focal_point_outside()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *RECORDED_FIELDS}
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new_file and stored:
                self.renditions.all().delete()
                transaction.on_commit(partial(self._let_go, *stored))

    def get_upload_to(self, filename: str) -> str:
        """Return a name that changes with the pixels, so that it may be cached for ever."""
        return f"{self.public_folder}/{self.digest[:10]}{PurePath(filename).suffix}"

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:  # noqa: A002 - Wagtail's name
        with super().generate_rendition_file(filter, source=source) as file:
            file.seek(0)
            name = self.rendition_name(
                filter.spec, filter.get_cache_key(self), suffix=PurePath(file.name).suffix
            )
            return ContentFile(file.read(), name=name)

    def rendition_name(self, spec: str, focal_point_key: str, *, suffix: str) -> str:
        """Return the file name of a rendition: another file, crop or recipe is another name."""
        made_of = f"{RECIPE} {self.digest} {focal_point_key}"
        token = hashlib.sha256(made_of.encode()).hexdigest()[:10]
        operation = spec.split("|format-")[0].removeprefix("width-").removeprefix("fill-")
        return f"{token}.{operation.replace('|', '.')}{suffix}"

    @property
    def folder(self) -> str:
        """Return the part of the address that all public files of this picture share."""
        return self.uuid.hex[:12]

    @property
    def public_folder(self) -> str:
        return f"{PUBLIC_FOLDER}{self.folder}"

    def _let_go(self, file: str, original: str) -> None:
        """Give up the files this picture had before."""
        self.file.storage.delete(file)
        if original and original != self.original:
            originals_storage().delete(original)

    def _drop_focal_point_outside(self) -> None:
        """A crop chosen on another file may lie outside this one."""
        focal_point = self.get_focal_point()
        if focal_point is not None and not (
            0 <= focal_point.centroid_x <= self.width and 0 <= focal_point.centroid_y <= self.height
        ):
            self.set_focal_point(None)

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text; never the working title, which is for the desk only."""
        return str(self.description)

    def touched_keys(self) -> Iterable[str]:
        return [f"picture/{self.pk}"]


class PictureRendition(AbstractRendition):
    """One size of a picture in one format."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="paper_media_rendition_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    def get_upload_to(self, filename: str) -> str:
        """Keep all sizes of a picture in one folder."""
        return f"{self.image.public_folder}/{filename}"


class RetiredFile(models.Model):
    """A file no record names any more, kept for pages that were rendered when one did."""

    name = models.CharField(max_length=255, unique=True)
    retired_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "retired file"

    def __str__(self) -> str:
        return self.name


class PicturePair(models.Model):
    """Two pictures that look alike, and whether somebody has said that both are to be kept."""

    older = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="newer_likes")
    newer = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="older_likes")
    distance = models.PositiveSmallIntegerField(help_text="Signs of 64 in which their looks differ.")
    is_exact = models.BooleanField(default=False, help_text="The same pixels, or the same uploaded file.")
    kept_at = models.DateTimeField(null=True, blank=True, help_text="When somebody kept both.")
    kept_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="paper_media_pair_once"),
            models.CheckConstraint(
                condition=models.Q(older__lt=models.F("newer")), name="paper_media_pair_in_order"
            ),
            models.CheckConstraint(condition=models.Q(distance__lte=64), name="paper_media_pair_distance"),
        ]
        indexes = [
            models.Index(
                fields=["-newer"], condition=models.Q(kept_at__isnull=True), name="paper_media_pair_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.older_id} and {self.newer_id}"


class PictureUse(models.Model):
    """A page that shows the picture in its draft, or showed it in a version of its record.

    What a public page shows is found in Wagtail's index of references. Numbers instead of foreign keys:
    pictures know no stories, and the record outlives its page.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    page_id = models.BigIntegerField(db_index=True)
    version = models.PositiveIntegerField(null=True, help_text="Number of the version; empty for the draft.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "page_id"],
                condition=models.Q(version__isnull=True),
                name="paper_media_use_in_draft_once",
            ),
            models.UniqueConstraint(
                fields=["picture", "page_id", "version"], name="paper_media_use_in_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.page_id}"
