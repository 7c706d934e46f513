"""Feeds that are made for one partner: which stories, how many, how much of each."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.publishlog.announced import AnnouncedModel

LONGEST_FEED = 100
USUAL_LENGTH = 30


class PartnerFeed(AnnouncedModel):
    """A feed at an address that only its partner knows. The paper keeps the address's digest.

    Filters hold numbers and not references: where a section or a topic goes, the feed has fewer stories, and
    never those of the whole paper because there is no filter left.
    """

    partner = models.ForeignKey("paper_feeds.Partner", on_delete=models.PROTECT, related_name="feeds")
    title = models.CharField(_("name"), max_length=120, help_text=_("Such as “Harbour news”."))
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key in its address.")
    hint = models.CharField(
        max_length=16, help_text="How the key begins, so that people can tell feeds apart."
    )
    sections = models.JSONField(default=list, blank=True, help_text="Keys of sections; none: any.")
    topics = models.JSONField(default=list, blank=True, help_text="Keys of topics; none: any.")
    without_labels = models.JSONField(default=list, blank=True, help_text="Labels of stories left out.")
    length = models.PositiveIntegerField(
        _("stories at most"),
        default=USUAL_LENGTH,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_FEED)],
    )
    is_full = models.BooleanField(_("whole stories"), default=True)
    has_pictures = models.BooleanField(
        _("with pictures"),
        default=False,
        help_text=_("Only when the rights to all of them let the partner show them."),
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("partner’s feed")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(length__gte=1, length__lte=LONGEST_FEED), name="paper_partner_feed_length"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def touched_keys(self) -> Iterable[str]:
        return (f"partner-feed/{self.pk}",)
