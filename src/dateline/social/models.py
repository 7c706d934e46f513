"""Channels, what became of each story in each of them, and what people wrote by hand."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.social.choices import Act, ServiceName, State


class Channel(models.Model):
    """An account of the paper at one service."""

    service = models.CharField(_("service"), max_length=10, choices=ServiceName.choices)
    name = models.CharField(_("name"), max_length=80, help_text=_("For the desk."))
    server = models.CharField(
        max_length=300, help_text="Address of the service, such as https://example.social."
    )
    handle = models.CharField(max_length=200, blank=True, help_text="Who we are there, or in which channel.")
    secret = models.TextField(help_text="What opens the account, encrypted with the paper’s own key.")
    template = models.TextField(_("text"), max_length=2000)
    section_ids = models.JSONField(
        default=list, help_text="Pages of the sections whose stories go there; empty: all of them."
    )
    labels = models.JSONField(default=list, help_text="Which kinds of stories go there; “news” has no label.")
    with_picture = models.BooleanField(_("with the lead picture"), default=False)
    limits = models.JSONField(default=dict, help_text="What the service says of lengths, where it says so.")
    made_at = models.DateTimeField()
    is_on = models.BooleanField(default=False)
    after_number = models.BigIntegerField(
        default=0, help_text="Newest entry of the publish log when it was switched on; later ones count."
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody removed it from the desk."
    )
    resting_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    failing_since = models.DateTimeField(null=True, blank=True)
    latest_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["name"]
        default_permissions = ()
        permissions = [("manage_channels", "Can set up channels at social networks")]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(ended_at=None), name="paper_channel_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(service__in=ServiceName.values), name="paper_channel_service_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(is_on=False, secret=""),
                name="paper_channel_ended_is_off",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_resting(self, *, at: datetime) -> bool:
        """Say whether nothing is tried at this moment because something has failed."""
        return self.resting_until is not None and self.resting_until > at


class ChannelPost(models.Model):
    """One story in one channel. It keeps no words of the story: they may have to go."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="posts")
    publication = models.ForeignKey(
        "paper_publishing.Publication", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTHING)
    number = models.BigIntegerField(help_text="Newest entry of the publish log that is about this story.")
    settled_number = models.BigIntegerField(
        default=-1, help_text="As of which entry the channel shows what it should."
    )
    due_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=0, help_text="How often it was posted anew.")
    key = models.CharField(max_length=64, blank=True, help_text="By which the service knows a repetition.")
    remote_id = models.CharField(max_length=300, blank=True)
    remote_url = models.CharField(max_length=500, blank=True)
    template = models.TextField(blank=True, help_text="With which it was posted, so that changes keep to it.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what the channel shows.")
    picture = models.CharField(max_length=64, blank=True, help_text="Digest of the picture shown; or none.")
    is_forced = models.BooleanField(default=False, help_text="Somebody wants it posted however old it is.")
    is_left = models.BooleanField(default=False, help_text="Nothing is done until somebody says so.")
    is_refused = models.BooleanField(default=False, help_text="Nothing is done until the story changes.")
    must_replace = models.BooleanField(default=False, help_text="What it shows must not be read any more.")
    differs = models.BooleanField(default=False, help_text="The service cannot change posts.")
    doing = models.CharField(max_length=6, choices=Act.choices, blank=True, default=Act.NONE)
    doing_at = models.DateTimeField(null=True, blank=True)
    doing_digest = models.CharField(max_length=64, blank=True)
    doing_picture = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is at it until then.")
    attempts = models.PositiveIntegerField(default=0, help_text="Since the last success.")
    latest_error = models.CharField(max_length=300, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("post in a channel")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["channel", "publication"], name="paper_channel_post_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="paper_channel_post_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(doing="", doing_at=None) | ~models.Q(doing="") & ~models.Q(doing_at=None),
                name="paper_channel_post_doing_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "-number"], name="paper_channel_post_newest"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(number__gt=models.F("settled_number"))
                & models.Q(is_left=False, is_refused=False)
                & ~models.Q(state=State.UNKNOWN),
                name="paper_channel_post_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} in {self.channel_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be done, and will be."""
        is_stopped = self.is_left or self.is_refused or self.state == State.UNKNOWN
        return self.number > self.settled_number and not is_stopped


class ChannelWords(models.Model):
    """What somebody decided about one story and one channel, before or after it is public."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    story_uuid = models.UUIDField(db_index=True)
    text = models.TextField(blank=True, max_length=2000)
    is_skipped = models.BooleanField(default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["channel", "story_uuid"], name="paper_channel_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.story_uuid} in {self.channel_id}"
