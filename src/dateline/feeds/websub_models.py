"""The hub of the feeds, what it was told, and who has subscribed to the paper's own (WebSub)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.feeds.choices import HubKind, RequestMode
from dateline.publishlog.announced import AnnouncedModel

HUB = "websub"
"""Key of every feed that may name a hub."""
LONGEST_URL = 1_000


class Hub(AnnouncedModel):
    """Which hub feeds name. One row, or none while nobody has decided."""

    kind = models.CharField(
        _("who passes feeds on"), max_length=8, choices=HubKind.choices, default=HubKind.NONE
    )
    url = models.CharField(
        _("address of the hub"),
        max_length=500,
        blank=True,
        help_text=_("Of a hub elsewhere, as it says itself. It must begin with https://."),
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("hub")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=HubKind.values), name="paper_hub_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind=HubKind.OUTSIDE) & ~models.Q(url="")
                | ~models.Q(kind=HubKind.OUTSIDE) & models.Q(url=""),
                name="paper_hub_url_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.kind

    def touched_keys(self) -> Iterable[str]:
        return (HUB,)


class PingedTopic(models.Model):
    """What a feed said when the hub elsewhere was last told that it has changed."""

    path = models.CharField(max_length=400, unique=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of the feed as it was then.")
    count = models.PositiveIntegerField(default=0, help_text="How often the hub was told.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.path


class HubSubscription(models.Model):
    """Somebody to whom the paper's own hub sends a feed whenever it changes, until the lease ends."""

    path = models.CharField(max_length=400, help_text="Of the feed.")
    callback = models.CharField(max_length=LONGEST_URL)
    host = models.CharField(max_length=255, help_text="Of the callback.")
    secret = models.TextField(
        blank=True, help_text="What is sent is signed with it; encrypted with the paper’s own key."
    )
    made_at = models.DateTimeField(help_text="When the subscriber last confirmed it.")
    ends_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True, help_text="Of the feed as it was last sent.")
    due_at = models.DateTimeField(null=True, blank=True, help_text="When to send it; empty: nothing waits.")
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is sending until then.")
    delivered_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    latest_error = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["path", "callback"], name="paper_hub_subscription_once"),
        ]
        indexes = [
            models.Index(fields=["host"], name="paper_hub_subscription_host"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
                name="paper_hub_subscription_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} to {self.host}"


class HubRequest(models.Model):
    """What somebody asked of the paper's own hub and has yet to confirm, or a refusal yet to be told."""

    mode = models.CharField(max_length=12, choices=RequestMode.choices)
    topic = models.CharField(max_length=LONGEST_URL, help_text="As it was asked for.")
    callback = models.CharField(max_length=LONGEST_URL)
    host = models.CharField(max_length=255)
    secret = models.TextField(blank=True)
    lease_seconds = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["topic", "callback"], name="paper_hub_request_once"),
            models.CheckConstraint(
                condition=models.Q(mode__in=RequestMode.values), name="paper_hub_request_mode_known"
            ),
        ]
        indexes = [
            models.Index(fields=["host"], name="paper_hub_request_host"),
            models.Index(fields=["due_at"], name="paper_hub_request_due"),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.topic}"
