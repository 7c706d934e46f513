"""What is asked of alerts: by pages, by the composer and by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.alerts.choices import BREAKING, OPEN, State, section_subject
from dateline.alerts.models import ALERTS, Alert, AlertSettings, PushIdentity, PushSubject, PushSubscription
from dateline.alerts.quiet import QuietHours
from dateline.edition.keys import announce, kept
from dateline.paper.queries import paper_settings
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.publishlog.models import LogEntry
from dateline.sections.queries import navigation_sections

PAST = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of which readers can be told."""

    value: str
    name: str


def alert_settings() -> AlertSettings:
    """Return the settings; unsaved defaults when nothing was set yet, so that reading never writes."""
    return AlertSettings.objects.first() or AlertSettings()


def public_key() -> str:
    """Return the key that devices ask for alerts with; empty while readers cannot have any."""
    return kept("alerts", _public_key)


def _public_key() -> str:
    announce(ALERTS)
    if not alert_settings().is_on or not paper_settings().keeps_read_stories:
        return ""
    identity = PushIdentity.objects.first()
    return identity.public_key if identity is not None else ""


def quiet_hours() -> QuietHours:
    """Return when alerts wait."""
    found = alert_settings()
    return QuietHours(found.quiet_from, found.quiet_until, timezone.get_default_timezone())


def subjects(*, language: str) -> list[Subject]:
    """Return what readers can choose: breaking news, and the sections of the navigation."""
    sections = [Subject(section_subject(one.pk), one.name_in(language)) for one in navigation_sections()]
    return [Subject(BREAKING, _("Breaking news")), *sections]


def readers_of(subject: str) -> int:
    """Return how many devices would be told."""
    return PushSubject.objects.filter(subject=subject).count()


def readers_by_subject() -> dict[str, int]:
    """Return how many devices would be told of each subject that any asked for."""
    counted = PushSubject.objects.order_by().values("subject").annotate(count=Count("pk"))
    return dict(counted.values_list("subject", "count"))


def device_count() -> int:
    """Return how many devices ask for anything."""
    return PushSubscription.objects.count()


def subjects_of(digest: str) -> list[str] | None:
    """Return of what a device is told; None when it is not known."""
    found = PushSubscription.objects.filter(digest=digest).first()
    return None if found is None else sorted(found.subjects.values_list("subject", flat=True))


def open_alerts() -> QuerySet[Alert]:
    """Return what is waiting or being sent, in order."""
    return Alert.objects.filter(state__in=OPEN).select_related("publication").order_by("made_at", "pk")


def alerts_in_sending() -> QuerySet[Alert]:
    """Return what is being sent, in order."""
    sending = Alert.objects.filter(state=State.SENDING, publication__status=Status.PUBLIC)
    return sending.select_related("publication").order_by("number")


def past_alerts() -> list[Alert]:
    """Return the newest alerts, for the desk."""
    rows = Alert.objects.select_related("publication", "made_by", "ended_by")
    return list(rows.order_by("-made_at", "-pk")[:PAST])


def untold(alert: Alert) -> QuerySet[PushSubscription]:
    """Return the devices that are still to be told."""
    rows = PushSubscription.objects.filter(subjects__subject=alert.subject)
    return rows.filter(told__lt=alert.number or 0)


def hosts() -> list[str]:
    """Return the push services of all devices."""
    return list(PushSubscription.objects.order_by().values_list("host", flat=True).distinct())


def newest_number() -> int:
    """Return the number of the newest alert that was begun; 0 before the first."""
    return Alert.objects.aggregate(newest=Max("number"))["newest"] or 0


def is_public(publication: Publication) -> bool:
    """Say whether readers have the story now."""
    return Publication.objects.filter(pk=publication.pk, status=Status.PUBLIC).exists()


def position_of(alert: Alert) -> int:
    """Return the newest entry of the log of which every cache must have been told before anybody comes."""
    entries = LogEntry.objects.filter(subject=f"story/{alert.publication.page_id}")
    newest = entries.order_by("-number").values_list("number", flat=True).first()
    return max(alert.log_number, newest or 0)


def publication_of(story: Any) -> Publication | None:
    """Return the public publication of a story; None when readers do not have it."""
    return Publication.objects.filter(pk=story.uuid, status=Status.PUBLIC).first()


def waits_until(*, ignores_quiet: bool, at: datetime) -> datetime:
    """Return when an alert that is written at this moment would go out."""
    return at if ignores_quiet else quiet_hours().over_at(at)
