"""The register of publications, their immutable versions, and the base of every page of the paper."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from dateline.publishing.choices import CHANGE_KINDS, Kind, RemovalReason, Status
from dateline.publishing.draft_models import ScheduleFailure as ScheduleFailure  # Django meets all of them
from dateline.publishing.fields import CompressedTextField
from dateline.publishing.part_models import PublishedPart as PublishedPart  # the base of what pages own
from dateline.publishing.part_rows import make_room
from dateline.publishing.previews import preview_modes_of, preview_of
from dateline.publishing.querysets import PublishedPageManager, VersionQuerySet


class Publication(models.Model):
    """Everything that was ever published: one row, kept when the page itself is gone."""

    uuid = models.UUIDField(primary_key=True, editable=False)
    page_id = models.BigIntegerField(
        help_text="Page that was published. Not a foreign key: it outlives the page."
    )
    content_type = models.CharField(max_length=80, help_text="Such as story or section.")
    status = models.CharField(max_length=12, choices=Status.choices)
    address = models.CharField(max_length=400, help_text="Current public path.")
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    latest_number = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=10, choices=RemovalReason.choices, blank=True)
    removal_text = models.TextField(blank=True, help_text="Public words, shown where the editor allows it.")
    shows_removal_text = models.BooleanField(default=False)

    class Meta:
        permissions = [("take_down", "Can take down what was published")]
        indexes = [
            models.Index(fields=["page_id"], name="paper_publication_page"),
            models.Index(fields=["-changed_at"], name="paper_publication_changed"),
            models.Index(
                fields=["content_type", "status", "published_at", "updated_at"],
                name="paper_publication_dates",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=Status.REMOVED, removed_at__isnull=False)
                & ~models.Q(removal_reason="")
                | ~models.Q(status=Status.REMOVED) & models.Q(removed_at__isnull=True, removal_reason=""),
                name="paper_publication_removal_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="paper_publication_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(address__startswith="/"), name="paper_publication_address_is_path"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.status})"


class PublicAddress(models.Model):
    """A path at which a publication is or was to be found. Old ones answer 301, or 410 after a removal."""

    path = models.CharField(max_length=400, unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="addresses")
    is_current = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "public addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=models.Q(is_current=True), name="paper_address_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class PublishedVersion(models.Model):
    """One publication act: never updated, never deleted, not by cascade either."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="From 1, without gaps.")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    summary = models.TextField(blank=True, help_text="Public sentence on what changed.")
    user_id = models.BigIntegerField(null=True, blank=True, help_text="Who published. Not a foreign key.")
    user_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(help_text="When it became public.")
    address = models.CharField(max_length=400)
    language = models.CharField(max_length=12)
    picture_digests = models.JSONField(default=list, help_text="SHA-256 of each picture shown.")
    commitment = models.CharField(max_length=64, help_text="SHA-256 of nonce and content, in hexadecimal.")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="paper_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="paper_version_number_from_one"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="paper_version_kind_known"),
            models.CheckConstraint(
                condition=models.Q(number=1, kind=Kind.NEW)
                | models.Q(number__gt=1) & ~models.Q(kind=Kind.NEW),
                name="paper_version_first_is_new",
            ),
        ]
        indexes = [models.Index(fields=["kind", "-at"], name="paper_version_kind_at")]

    def __str__(self) -> str:
        return f"{self.address} version {self.number} ({self.kind})"


class VersionContent(models.Model):
    """What a version said: canonical JSON and the nonce of its commitment. Withholding deletes this row."""

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    canonical_json = CompressedTextField(help_text="RFC 8785, compressed.")
    nonce = models.CharField(max_length=64, help_text="32 random bytes in hexadecimal.")

    objects = VersionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of {self.version_id}"


class VersionWords(models.Model):
    """What was said of a change when it became public, such as the public sentence, sealed like the text.

    Withholding blanks words and nonce; the commitment stays. Versions from before there were such rows have
    none.
    """

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, primary_key=True, related_name="words"
    )
    canonical_json = models.TextField(blank=True, help_text="RFC 8785; empty when withheld.")
    nonce = models.CharField(max_length=64, blank=True, help_text="32 random bytes in hexadecimal.")
    commitment = models.CharField(max_length=64, help_text="SHA-256 of nonce and words, in hexadecimal.")

    objects = VersionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"words on the change of {self.version_id}"


class Withholding(models.Model):
    """The decision that the text of a version is no longer kept: time, reason and who stay."""

    version = models.OneToOneField(PublishedVersion, on_delete=models.PROTECT, related_name="withholding")
    at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=RemovalReason.choices)
    user_id = models.BigIntegerField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"withheld: {self.version_id}"


class SentenceWithholding(models.Model):
    """The decision that the words on a change are no longer kept, while the version's own text may be."""

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, related_name="sentence_withholding"
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=RemovalReason.choices)
    user_id = models.BigIntegerField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"words on the change withheld: {self.version_id}"


class PublishedPage(models.Model):
    """Abstract base of every page of the paper, put before Wagtail's Page in the bases.

    System fields belong to the page as a whole and not to a draft of it: see ``with_content_json``. Saves
    are guarded in ``signal_handlers``, because Wagtail also saves pages as its own plain class.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("First publication. Leave empty for “now”; set it for stories from an archive."),
    )
    updated_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version_number = models.PositiveIntegerField(default=0, editable=False)
    change_kind = models.CharField(
        _("this change is"),
        max_length=14,
        blank=True,
        choices=[(kind.value, kind.label) for kind in CHANGE_KINDS],
        help_text=_("Leave empty to take what Dateline proposes from the change."),
    )
    change_summary = models.TextField(
        _("what changed, for readers"),
        blank=True,
        help_text=_("A correction says what was wrong and what is right."),
    )

    objects = PublishedPageManager()

    # True: many pages under one parent may have the same slug, because their addresses differ otherwise.
    slugs_repeat: ClassVar[bool] = False
    # Without live_revision a schedule set on an old draft would take the public page offline at once.
    SYSTEM_FIELDS: ClassVar[tuple[str, ...]] = (
        "uuid",
        "updated_at",
        "changed_at",
        "version_number",
        "live_revision_id",
    )
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "uuid",
        "published_at",
        "updated_at",
        "changed_at",
        "version_number",
        "change_kind",
        "change_summary",
    ]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            make_room(self)
        super().save(*args, **kwargs)

    def public_path(self) -> str:
        """Return the path at which readers find this page; empty when it has none yet."""
        raise NotImplementedError

    def settle(self) -> None:
        """Set the columns that follow from others, before a save; pages with such columns extend it."""

    def settle_parts(self) -> None:
        """Set the columns of the page's own rows that follow from it, before all are inserted together."""

    def keep_words(self, content: dict[str, Any]) -> None:
        """Remember what the words of a version are, for an index that asks for them at once."""

    def values_of_relation(self, name: str) -> dict[str, Any]:
        """Return what rows between this page and others hold besides the two, by the field's name."""
        return {}

    def get_url_parts(self, request: Any = None) -> Any:
        """Pages are found at their public path; Wagtail's own route through the tree is not in use."""
        page: Any = self
        parts = super().get_url_parts(request)  # type: ignore[misc]  # Wagtail's Page has it
        path = self.public_path()
        if parts is None or not path:
            return None
        # Wagtail's own way to them, which remembers them on the request.
        roots = page._get_relevant_site_root_paths(request)
        return parts[0], next((root.root_url for root in roots if root.site_id == parts[0]), ""), path

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page as it is in memory, through the templates of the public page."""
        return preview_of(self, mode=mode_name)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Where the desk can show it: as the page itself, and wherever else readers meet it."""
        return preview_modes_of(type(self))

    def with_content_json(self, content: Any) -> Any:
        """Keep what belongs to the page as a whole when a revision is made into an object."""
        restored = super().with_content_json(content)  # type: ignore[misc]  # Wagtail's Page has it
        for name in self.SYSTEM_FIELDS:
            setattr(restored, name, getattr(self, name))
        # A draft is kept as JSON, which cuts a moment to milliseconds: that is no other time of publication.
        kept, drafted = self.published_at, restored.published_at
        if kept and drafted and timedelta(0) <= kept - drafted < timedelta(milliseconds=1):
            restored.published_at = kept
        return restored
