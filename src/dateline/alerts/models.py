"""The switch, the paper's key for push services, the devices of readers, and the alerts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting

from dateline.alerts.bounds import LONGEST_TEXT, LONGEST_TITLE
from dateline.alerts.choices import BREAKING, OF_SECTION, OPEN, EndReason, State
from dateline.paper.models import PaperSettings
from dateline.publishlog.announced import AnnouncedModel

ALERTS = "alerts"
"""Key of every page that leads to alerts."""
LAST_HOUR = 23


def _is_subject(field: str = "subject") -> Q:
    return Q(**{field: BREAKING}) | Q(**{f"{field}__startswith": OF_SECTION})


@register_setting(icon="mail")
class AlertSettings(AnnouncedModel, BaseGenericSetting):
    """Whether readers can have alerts, and when none is sent that can wait."""

    is_on = models.BooleanField(
        _("readers can have alerts on their devices"),
        default=False,
        help_text=_(
            "A page “Alerts” lets readers choose. It needs the switch of the paper settings by which devices "
            "keep the stories that were read: the same program on the device shows the alerts."
        ),
    )
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from"), default=22, validators=[MaxValueValidator(LAST_HOUR)], help_text=_("Hour, 0 to 23.")
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until"),
        default=7,
        validators=[MaxValueValidator(LAST_HOUR)],
        help_text=_("Hour, 0 to 23, in the paper’s time zone. The same hour twice: never quiet."),
    )

    panels = [
        FieldPanel("is_on"),
        MultiFieldPanel(
            [FieldPanel("quiet_from"), FieldPanel("quiet_until")],
            heading=_("Hours in which alerts wait"),
        ),
    ]

    class Meta:
        verbose_name = _("alerts")
        constraints = [
            models.UniqueConstraint(models.Value(1), name="paper_alert_settings_once"),
            models.CheckConstraint(
                condition=Q(quiet_from__lte=LAST_HOUR, quiet_until__lte=LAST_HOUR),
                name="paper_alert_settings_hours_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Alerts"))

    def touched_keys(self) -> Iterable[str]:
        return (ALERTS,)

    def clean(self) -> None:
        super().clean()
        paper = PaperSettings.objects.first()
        if self.is_on and paper is not None and not paper.keeps_read_stories:
            raise ValidationError(
                {"is_on": _("First let devices keep the stories that were read, in the paper settings.")}
            )


class PushIdentity(AnnouncedModel):
    """The key by which push services know the paper (VAPID, RFC 8292). Devices ask for alerts of it alone."""

    public_key = models.CharField(max_length=100, help_text="Uncompressed point, as base64url.")
    private_key = models.TextField(help_text="Encrypted with the paper’s own key.")
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(models.Value(1), name="paper_push_identity_once"),
            models.CheckConstraint(
                condition=~Q(public_key="") & ~Q(private_key=""), name="paper_push_identity_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.public_key

    def touched_keys(self) -> Iterable[str]:
        return (ALERTS,)


class PushSubscription(models.Model):
    """A device that asked for alerts. Nothing is kept of whose it is, or from where it asked."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of its address at its service.")
    host = models.CharField(max_length=255, help_text="Of its push service.")
    contents = models.TextField(help_text="Address and keys, encrypted with the paper’s own key.")
    told = models.PositiveIntegerField(default=0, help_text="Newest alert that is settled for it.")
    due_at = models.DateTimeField(help_text="Not tried before.")
    attempts = models.PositiveIntegerField(default=0, help_text="In a row that failed.")
    leased_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is at it until then.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["host", "told"], name="paper_push_host_told")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(host="") & ~Q(contents=""), name="paper_push_subscription_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class PushSubject(models.Model):
    """One thing of which a device wants to be told."""

    subscription = models.ForeignKey(PushSubscription, on_delete=models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["subject"], name="paper_push_subject")]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "subject"], name="paper_push_subject_once"),
            models.CheckConstraint(condition=_is_subject(), name="paper_push_subject_known"),
        ]

    def __str__(self) -> str:
        return self.subject


class Alert(models.Model):
    """What was, is or will be told to those who asked for its subject."""

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="Sent twice by a form, it is one alert."
    )
    number = models.PositiveIntegerField(null=True, blank=True, unique=True, help_text="In order of sending.")
    publication = models.ForeignKey(
        "paper_publishing.Publication", on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=40)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    language = models.CharField(max_length=12)
    ignores_quiet = models.BooleanField(default=False)
    log_number = models.BigIntegerField(help_text="Newest entry of the publish log when it was written.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_reason = models.CharField(
        max_length=10, choices=EndReason.choices, blank=True, default=EndReason.NONE
    )
    sent = models.PositiveIntegerField(default=0, help_text="Taken by push services.")
    gone = models.PositiveIntegerField(default=0, help_text="Devices that are no more, and were forgotten.")
    failed = models.PositiveIntegerField(default=0, help_text="Refused, or not taken in time.")
    latest_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("alert")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["made_at"], condition=Q(state__in=OPEN), name="paper_alert_open"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="paper_alert_state_known"),
            models.CheckConstraint(condition=_is_subject(), name="paper_alert_subject_known"),
            models.CheckConstraint(
                condition=~Q(state__in=OPEN) | ~Q(title=""), name="paper_alert_says_something"
            ),
            models.CheckConstraint(
                condition=Q(number=None, begun_at=None, sent=0, gone=0, failed=0)
                | ~Q(number=None) & ~Q(begun_at=None),
                name="paper_alert_begun_paired",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, number=None)
                | Q(state__in=(State.SENDING, State.DONE)) & ~Q(number=None)
                | Q(state=State.CANCELED),
                name="paper_alert_number_by_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None, ended_by=None)
                | ~Q(state__in=OPEN) & ~Q(ended_at=None),
                name="paper_alert_ended_paired",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELED, end_reason__in=[one for one in EndReason.values if one])
                | ~Q(state=State.CANCELED) & Q(end_reason=EndReason.NONE),
                name="paper_alert_reason_of_canceled",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="paper_alert_expires_later"
            ),
        ]

    # No words of the story: the log keeps this, and words may have to go.
    def __str__(self) -> str:
        return f"#{self.number or self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still be told."""
        return self.state in OPEN

    @property
    def tag(self) -> str:
        """By which services and devices know a repetition: at most 32 letters (RFC 8030, section 5.4)."""
        return f"alert-{self.pk}"

    def clean(self) -> None:
        super().clean()
        if not f"{self.title}{self.text}".isprintable():
            raise ValidationError(_("There are characters in it that cannot be shown."))
