"""Runs of imports, which document became which story, and where the addresses of the old site lead."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.archive.choices import ListKind, RunState


class ImportRun(models.Model):
    """One import, from the first document to the last, over however many starts it took."""

    sources = models.JSONField(help_text="Files and folders, as absolute paths.")
    format = models.CharField(max_length=40)
    options = models.JSONField(default=dict, help_text="Rules, folder of pictures and the like.")
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveBigIntegerField(default=0, help_text="Files to read; 0: not known.")
    files_done = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0, help_text="Documents whose batch is committed.")
    last_source = models.CharField(max_length=300, blank=True, help_text="The last of them.")
    counts = models.JSONField(default=dict, help_text="Documents by outcome.")
    made = models.JSONField(default=dict, help_text="Sections, people, topics and series made on the way.")
    report_size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the report up to here.")
    problem = models.TextField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        permissions = [("import_archive", "Can bring archives in and undo imports")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RunState.values), name="paper_archive_run_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk} ({self.format})"


class ImportedDocument(models.Model):
    """One document of an archive and the page made from it."""

    source = models.CharField(
        max_length=300,
        unique=True,
        help_text="Format and the source’s own id; else file name and number in it, without folders.",
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was recognized in the document.")
    story_uuid = models.UUIDField(
        db_index=True, help_text="Publication. Not a foreign key: it outlives the page."
    )
    version_number = models.PositiveIntegerField(help_text="Version that the import wrote last; 0: a draft.")
    revision_id = models.BigIntegerField(null=True, help_text="Draft that the import wrote last.")
    old_number = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="Number that old addresses know it by."
    )
    run = models.ForeignKey(
        ImportRun,
        null=True,
        on_delete=models.SET_NULL,
        related_name="documents",
        help_text="Import that made the page; empty once that was undone.",
    )
    imported_at = models.DateTimeField()
    # So that a run that goes on after it was killed says the same as one that nobody disturbed.
    last_run = models.BigIntegerField(null=True, help_text="Import that looked at it last with an outcome.")
    position = models.BigIntegerField(null=True, help_text="Its place among the documents of that import.")
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version_number__gte=0), name="paper_imported_version_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.source


def digest_of_address(address: str) -> str:
    """Return what an address is found by, however long it is."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


class OldAddress(models.Model):
    """An address of the old site, from the root on and with its query, and where it leads."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address.")
    address = models.TextField()
    kind = models.CharField(max_length=10, choices=ListKind.choices)
    story_uuid = models.UUIDField(null=True, db_index=True, help_text="Publication that it leads to.")
    target = models.TextField(blank=True, help_text="Address that it leads to, where that is no publication.")
    is_gone = models.BooleanField(default=False, help_text="It answers 410.")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.CASCADE, related_name="addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_gone=True) | models.Q(story_uuid__isnull=False) | ~models.Q(target=""),
                name="paper_archive_old_address_leads",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class OldPattern(models.Model):
    """A form of old addresses in which the number of the story stands, or that leads to one place."""

    pattern = models.CharField(
        max_length=400, unique=True, help_text="Such as /news/{number}.html or /read.php?id={number}"
    )
    target = models.CharField(
        max_length=400, blank=True, help_text="Where it leads; empty: to the story of that number."
    )
    is_gone = models.BooleanField(default=False, help_text="It answers 410.")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.CASCADE, related_name="patterns")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.pattern


class OldQuery(models.Model):
    """A path of the old site whose pages differed by their query, and the parameters that told them apart."""

    path = models.CharField(max_length=2000, unique=True)
    names = models.JSONField(help_text="Names of the parameters, sorted.")

    def __str__(self) -> str:
        return f"{self.path}?{'&'.join(self.names)}"


class ImportedPicture(models.Model):
    """A picture of an archive, by where it came from, so that it comes in once."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of where it came from.")
    source = models.TextField()
    picture_id = models.BigIntegerField(db_index=True, help_text="Not a foreign key: it may be deleted.")
    upload_digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the file.")
    made_by = models.BigIntegerField(
        null=True, db_index=True, help_text="Import that made the picture; empty where it was there before."
    )

    def __str__(self) -> str:
        return self.source
