"""Which document of an archive became which story, so that importing twice changes nothing."""

from __future__ import annotations

from django.db import models


class ImportedDocument(models.Model):
    """One document of an archive and the story made from it."""

    source = models.CharField(
        max_length=300, unique=True, help_text="File name and number of the document in it, without folders."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was recognized in the document.")
    story_uuid = models.UUIDField(
        db_index=True, help_text="Publication. Not a foreign key: it outlives the page."
    )
    version_number = models.PositiveIntegerField(help_text="Version that the import wrote last.")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version_number__gte=1), name="paper_imported_version_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.source
