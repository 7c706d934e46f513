"""The leaves of the log and its signed checkpoints. Both are only ever appended."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Reads; the writes that Django would offer are closed, in the database too."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The verifiable log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The verifiable log is append-only.")


class LogLeaf(models.Model):
    """One leaf of the tree: canonical JSON over commitments."""

    index = models.BigIntegerField(primary_key=True, help_text="From 0, without gaps.")
    identity = models.CharField(
        max_length=64, unique=True, help_text="Digest of what it records; nothing is recorded twice."
    )
    data = models.TextField(help_text="The bytes that are hashed, as UTF-8.")
    kind = models.CharField(max_length=12, help_text="Type of the leaf, such as publish or key.")
    digest = models.CharField(max_length=64, help_text="RFC 6962 hash of the leaf, in hexadecimal.")
    # No foreign keys: a leaf that was replayed after a restore may be about what the database no longer has.
    publication_uuid = models.UUIDField(null=True, blank=True)
    version_number = models.PositiveIntegerField(null=True, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["index"]
        indexes = [
            models.Index(fields=["publication_uuid", "version_number"], name="paper_log_leaf_version"),
            # Keys are few among many.
            models.Index(fields=["index"], condition=models.Q(kind="key"), name="paper_log_leaf_key"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(index__gte=0), name="paper_log_leaf_index_valid"),
            models.CheckConstraint(
                condition=models.Q(version_number=None) | models.Q(publication_uuid__isnull=False),
                name="paper_log_leaf_version_of_publication",
            ),
        ]

    def __str__(self) -> str:
        return f"leaf {self.index}"


class LogCheckpoint(models.Model):
    """What was signed: the size of the tree, its root and the note."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    signed_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["size"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="paper_log_checkpoint_size_valid"),
        ]

    def __str__(self) -> str:
        return f"checkpoint of {self.size} leaves"
