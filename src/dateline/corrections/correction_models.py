"""Corrections as records of their own: never changed, amended only by another one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dateline.corrections.choices import NoticedBy, Placement
from dateline.publishing.models import PublishedVersion


class Correction(models.Model):
    """What was wrong and what is right, tied to the two versions.

    ``marks`` are the places of the right words in the new version: objects with ``block``, ``start`` and
    ``end``, counted in canonical text.
    """

    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="corrections", help_text="Where it is right."
    )
    wrong_version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="+", help_text="Where it was wrong."
    )
    what_was_wrong = models.TextField()
    what_is_right = models.TextField()
    noticed_at = models.DateTimeField()
    noticed_by = models.CharField(max_length=8, choices=NoticedBy.choices)
    placement = models.CharField(max_length=3, choices=Placement.choices, default=Placement.END)
    marks = models.JSONField(default=list)
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    user_id = models.BigIntegerField(null=True, blank=True, help_text="Who recorded it. Not a foreign key.")
    at = models.DateTimeField(help_text="When it became public.")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what_was_wrong="") & ~Q(what_is_right=""),
                name="paper_correction_says_wrong_and_right",
            ),
            models.CheckConstraint(
                condition=Q(noticed_by__in=NoticedBy.values), name="paper_correction_noticed_by_known"
            ),
            models.CheckConstraint(
                condition=Q(placement__in=Placement.values), name="paper_correction_placement_known"
            ),
            models.CheckConstraint(
                condition=Q(noticed_at__lte=models.F("at")), name="paper_correction_noticed_before"
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="paper_correction_at")]

    def __str__(self) -> str:
        return self.what_was_wrong[:60]
