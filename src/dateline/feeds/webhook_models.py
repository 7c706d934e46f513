"""Webhooks of partners and the messages to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.feeds.choices import Event, MessageState, Stories
from dateline.feeds.partner_models import Partner


class Webhook(models.Model):
    """An address of a partner that is told when a story is published, changes or goes."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="webhooks")
    url = models.URLField(_("address"), max_length=500)
    stories = models.CharField(_("tells of"), max_length=8, choices=Stories.choices, default=Stories.ALL)
    secret = models.TextField(help_text="What messages are signed with, encrypted with the paper’s own key.")
    made_at = models.DateTimeField()
    after_number = models.BigIntegerField(
        help_text="Newest entry of the publish log when it was made; it is told of later ones."
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When somebody on the desk ended it.")
    failing_since = models.DateTimeField(
        null=True, blank=True, help_text="First failure since the last success."
    )
    latest_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stories__in=Stories.values), name="paper_webhook_stories_known"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class WebhookMessage(models.Model):
    """One thing that one webhook is to be told, once. It carries no words of the paper."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    number = models.BigIntegerField(help_text="Of the entry of the publish log.")
    publication_uuid = models.UUIDField()
    event = models.CharField(max_length=20, choices=Event.choices)
    kind = models.CharField(max_length=14, blank=True, help_text="Kind of the version; empty for a removal.")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(help_text="When it is to be tried next.")
    leased_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is trying it until then.")
    latest_status = models.PositiveIntegerField(null=True, blank=True)
    latest_error = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "number", "publication_uuid"], name="paper_webhook_message_once"
            ),
            models.CheckConstraint(
                condition=models.Q(event__in=Event.values), name="paper_webhook_message_event_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values), name="paper_webhook_message_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state="waiting"), name="paper_webhook_message_due"
            ),
            models.Index(fields=["webhook", "-id"], name="paper_webhook_message_new"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.publication_uuid} to {self.webhook_id}"
