"""What the edition keeps in the database: how often pages were read, and how parts that run elsewhere are."""

from __future__ import annotations

from django.db import models

from dateline.edition.choices import Span


class ReadingCount(models.Model):
    """How often a page was read in one hour or on one day. There is nothing else: no reader is in here."""

    span = models.CharField(max_length=4, choices=Span.choices)
    starts_at = models.DateTimeField(help_text="Beginning of the hour or day, in the paper's zone.")
    address = models.CharField(
        max_length=400, blank=True, help_text="Path of the page, without a query; empty for all others."
    )
    count = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "count of readings"
        verbose_name_plural = "counts of readings"
        constraints = [
            models.UniqueConstraint(fields=["starts_at", "span", "address"], name="paper_readings_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="paper_readings_counted"),
            models.CheckConstraint(
                condition=models.Q(span__in=Span.values), name="paper_readings_span_known"
            ),
            models.CheckConstraint(
                # A query could hold what somebody has typed.
                condition=~models.Q(address__contains="?")
                & (models.Q(address="") | models.Q(address__startswith="/")),
                name="paper_readings_address_is_path",
            ),
        ]
        indexes = [models.Index(fields=["address", "starts_at"], name="paper_readings_of_page")]

    def __str__(self) -> str:
        return f"{self.address or 'others'}: {self.count}"


class Sign(models.Model):
    """When a part of the paper that runs elsewhere last went well, and when and how it last failed."""

    name = models.CharField(max_length=40, unique=True, help_text="Such as worker, mail or backup.")
    well_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, help_text="Why it failed; nobody is named in it.")
    amount = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="What was measured, if anything."
    )

    class Meta:
        verbose_name = "sign of life"
        verbose_name_plural = "signs of life"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="paper_sign_named"),
            models.CheckConstraint(
                condition=models.Q(well_at__isnull=False) | models.Q(failed_at__isnull=False),
                name="paper_sign_of_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_failing(self) -> bool:
        """Say whether the latest attempt failed."""
        return self.failed_at is not None and (self.well_at is None or self.failed_at > self.well_at)
