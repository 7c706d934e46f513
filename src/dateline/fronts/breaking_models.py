"""The bar of breaking news: one line above every page, until its time is over."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.publishlog.announced import AnnouncedModel

BREAKING = "breaking"
"""Key of every page with the paper around it."""
LONGEST_TEXT = 140


class BreakingNews(AnnouncedModel):
    """A line that stood, or stands, above every page. The one that has not ended stands now."""

    text = models.CharField(_("what has happened"), max_length=LONGEST_TEXT)
    story = models.ForeignKey(
        "paper_stories.StoryPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("story"),
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("breaking news")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="paper_breaking_says_something"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("begun_at")), name="paper_breaking_until_later"
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(ended_at__isnull=True),
                name="paper_breaking_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def touched_keys(self) -> Iterable[str]:
        return (BREAKING,)
