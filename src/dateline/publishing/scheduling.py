"""Schedules: what is to be published or unpublished at a time, and what was refused when its time came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from dateline.publishing.models import ScheduleFailure
from dateline.publishing.queries import due_revisions, expired_pages
from dateline.publishing.requests import PublishingRequest, requesting

logger = structlog.get_logger(__name__)

# A refused schedule is tried again after this time, because its reason may have been mended.
RETRY_AFTER = timedelta(minutes=1)


def publish_due_now() -> None:
    """Carry out what is due at this moment. The worker's job."""
    publish_due(now=timezone.now())


def publish_due(*, now: datetime) -> tuple[int, int]:
    """Carry out every schedule whose time has come; return how many succeeded and how many were refused.

    Each stands alone: one that is refused is noted for the desk and does not hold up the others.
    """
    waiting = set(
        ScheduleFailure.objects.filter(tried_at__gt=now - RETRY_AFTER).values_list("page_id", flat=True)
    )
    due: list[tuple[int, datetime, Callable[[], bool]]] = [
        *((page.pk, page.expire_at, partial(_expire, page.pk, now)) for page in expired_pages(now)),
        *(
            (int(revision.object_id), revision.approved_go_live_at, partial(_publish, revision.pk, now))
            for revision in due_revisions(now)
        ),
    ]
    # What is no longer due was mended or called off.
    ScheduleFailure.objects.exclude(page_id__in=[page_id for page_id, *_ in due]).delete()
    done = refused = 0
    for page_id, due_at, carry_out in due:
        if page_id in waiting:
            continue
        try:
            done += carry_out()
        except Exception as error:
            if not isinstance(error, ValidationError):
                logger.exception("schedule_failed", page=page_id)
            _note_refusal(page_id, due_at=due_at, error=error, now=now)
            refused += 1
    return done, refused


@transaction.atomic
def _expire(page_id: int, now: datetime) -> bool:
    page = (
        Page.objects.select_for_update(of=("self",)).filter(pk=page_id, live=True, expire_at__lte=now).first()
    )
    if page is None:
        return False
    with requesting(PublishingRequest(at=now)):
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


@transaction.atomic
def _publish(revision_id: int, now: datetime) -> bool:
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .filter(pk=revision_id, approved_go_live_at__lte=now)
        .first()
    )
    if revision is None:
        return False
    with requesting(PublishingRequest(at=now)):
        revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _note_refusal(page_id: int, *, due_at: datetime, error: Exception, now: datetime) -> None:
    messages = error.messages if isinstance(error, ValidationError) else [str(error) or type(error).__name__]
    ScheduleFailure.objects.update_or_create(
        page_id=page_id, defaults={"due_at": due_at, "tried_at": now, "reason": " ".join(messages)}
    )
