"""Reports by readers, joined by place. No address and no browser of theirs is ever stored."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dateline.corrections.choices import OPEN_STATUSES, Channel, ReportKind, ReportStatus
from dateline.publishing.models import Publication, PublishedVersion


class ReportCluster(models.Model):
    """Everything that readers reported about one place of one publication: one row of the desk's queue.

    The place is counted in the version that the first report was about, and carried to later ones by diff.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="report_clusters")
    version = models.ForeignKey(PublishedVersion, on_delete=models.PROTECT, related_name="+")
    block = models.CharField(max_length=64, help_text="Id of a block, or a field such as headline.")
    start = models.PositiveIntegerField(help_text="Offset in canonical text, in characters.")
    end = models.PositiveIntegerField()
    exact = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=ReportKind.choices, help_text="The gravest reported.")
    count = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=12, choices=ReportStatus.choices, default=ReportStatus.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome_text = models.TextField(blank=True, help_text="Words for those who reported it.")
    fixed_in = models.ForeignKey(
        PublishedVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_hour = models.DateTimeField(help_text="When it was first reported, to the hour.")
    latest_hour = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-latest_hour"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="paper_cluster_place_has_length"),
            models.CheckConstraint(condition=~Q(exact=""), name="paper_cluster_has_words"),
            models.CheckConstraint(condition=Q(count__gte=1), name="paper_cluster_has_a_report"),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="paper_cluster_status_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="paper_cluster_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_STATUSES, closed_at__isnull=True)
                | ~Q(status__in=OPEN_STATUSES) & Q(closed_at__isnull=False),
                name="paper_cluster_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(fixed_in__isnull=True) | Q(status=ReportStatus.FIXED),
                name="paper_cluster_only_fixed_has_version",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-latest_hour"], name="paper_cluster_queue"),
            models.Index(fields=["publication", "status"], name="paper_cluster_of_publication"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:40]}” ({self.status})"


class ErrorReport(models.Model):
    """What one reader sent about one place."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cluster = models.ForeignKey(ReportCluster, on_delete=models.CASCADE, related_name="reports")
    version = models.ForeignKey(PublishedVersion, on_delete=models.PROTECT, related_name="+")
    block = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.CharField(max_length=300)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    suggestion = models.CharField(max_length=500, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sent_hour = models.DateTimeField(help_text="To the hour, so that nobody can be told by it.")
    receipt_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the secret in the receipt's address."
    )

    class Meta:
        ordering = ["sent_hour"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="paper_report_place_has_length"),
            models.CheckConstraint(condition=~Q(exact=""), name="paper_report_has_words"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="paper_report_kind_known"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="paper_report_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:40]}” → “{self.suggestion[:40]}”"


class ReportContact(models.Model):
    """Where a reader wants to be told the outcome, once. Erased when the reports are closed."""

    report = models.OneToOneField(ErrorReport, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField()

    def __str__(self) -> str:
        return f"contact of {self.report_id}"
