"""Corrections as records of their own: never changed, amended only by another one."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from dateline.corrections.choices import LONGEST_WORDS, NoticedBy, Placement
from dateline.corrections.correction_errors import CorrectionKeptError
from dateline.publishing.models import PublishedVersion


class CorrectionQuerySet(models.QuerySet[Any]):
    """Corrections are read and made, never changed. Database triggers say the same."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise CorrectionKeptError

    def delete(self) -> NoReturn:
        raise CorrectionKeptError


class Correction(models.Model):
    """What was wrong and what is right, tied to the two versions.

    A version has at most one. One that says something wrong itself is amended by the next; each is amended at
    most once, and whoever amends it again amends the amendment. ``marks`` are the places of the right words
    in the new version: objects with ``block``, ``start`` and ``end``, counted in canonical text.
    """

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, related_name="correction", help_text="Where it is right."
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
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendment"
    )
    user_id = models.BigIntegerField(null=True, blank=True, help_text="Who recorded it. Not a foreign key.")
    at = models.DateTimeField(help_text="When it became public.")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
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
                condition=Q(noticed_at__lte=F("at")), name="paper_correction_noticed_before"
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("what_was_wrong"), LONGEST_WORDS))
                & Q(LessThanOrEqual(Length("what_is_right"), LONGEST_WORDS)),
                name="paper_correction_is_short",
            ),
            models.CheckConstraint(
                condition=~Q(version=F("wrong_version")), name="paper_correction_of_another_version"
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | ~Q(amends=F("pk")), name="paper_correction_amends_another"
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="paper_correction_at")]

    def __str__(self) -> str:
        return self.what_was_wrong[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise CorrectionKeptError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise CorrectionKeptError
