"""What is kept for programs that read us: the order of changes, partners, keys, what partners are told."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.feeds.partner_feed_models import PartnerFeed as PartnerFeed
from dateline.feeds.partner_models import KeyUse as KeyUse  # Django meets all of them here
from dateline.feeds.partner_models import Partner as Partner
from dateline.feeds.partner_models import PartnerKey as PartnerKey
from dateline.feeds.partner_models import TakenStory as TakenStory
from dateline.feeds.webhook_models import Webhook as Webhook
from dateline.feeds.webhook_models import WebhookMessage as WebhookMessage
from dateline.feeds.websub_models import HUB as HUB
from dateline.feeds.websub_models import Hub as Hub
from dateline.feeds.websub_models import HubRequest as HubRequest
from dateline.feeds.websub_models import HubSubscription as HubSubscription
from dateline.feeds.websub_models import PingedTopic as PingedTopic
from dateline.publishlog.announced import AnnouncedModel

REPUBLISHING = "republishing"
"""Key of every page that says whether its story may be republished."""


class StoryChange(models.Model):
    """When each story was last changed, in the order in which changes became visible. One row a story.

    ``number`` is that of the publish log's entry, so it grows in commit order; several stories of one import
    share one, and the row's own key decides between them.
    """

    publication = models.OneToOneField(
        "paper_publishing.Publication", on_delete=models.PROTECT, related_name="+"
    )
    number = models.BigIntegerField(help_text="Of the entry of the publish log that told of it.")
    kind = models.CharField(max_length=14, help_text="Kind of the newest version, such as correction.")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "change of a story"
        indexes = [models.Index(fields=["number", "id"], name="paper_change_order")]

    def __str__(self) -> str:
        return f"{self.publication_id} at {self.number}"


class Republishing(AnnouncedModel):
    """Whether others may print our stories, and on what terms. One row, or none while nobody has decided."""

    is_on = models.BooleanField(
        _("others may republish our stories"),
        default=False,
        help_text=_("Each story gets a link to a page with its text, ready to be copied."),
    )
    terms = models.TextField(
        _("terms"),
        blank=True,
        help_text=_("Plain text, shown beside the text to copy. Empty: name us, link to us, change nothing."),
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("republishing")

    def __str__(self) -> str:
        return "on" if self.is_on else "off"

    def touched_keys(self) -> Iterable[str]:
        return (REPUBLISHING,)
