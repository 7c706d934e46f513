"""The doors through which Wagtail publishes, led through our recording.

Every way to publish in Wagtail 8 (buttons, bulk actions, workflow, scheduler, both APIs, ``revision.publish``)
ends in one method, ``PublishRevisionAction._publish_revision``; every way to unpublish in
``UnpublishAction._unpublish_object``. Both names are private to Wagtail. Should a later version rename them,
``guard.check_save`` refuses the save and tests/integration/publishing/test_doors.py fails: closed, not open.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from dateline.publishing.choices import Status
from dateline.publishing.guard import publishing
from dateline.publishing.models import Publication, PublishedPage, ScheduleFailure
from dateline.publishing.recording import append_publication_entry, public_state, record_publication
from dateline.publishing.requests import current_request

_wagtail_publish = PublishRevisionAction._publish_revision
_wagtail_unpublish = UnpublishAction._unpublish_object


@wraps(_wagtail_publish)
def _publish_revision(action: Any, revision: Any, object: Any, *args: Any, **kwargs: Any) -> None:
    def save() -> None:
        _wagtail_publish(action, revision, object, *args, **kwargs)

    if not isinstance(object, PublishedPage):
        return save()
    if object.go_live_at and object.go_live_at > timezone.now():
        # Only a schedule is set; nothing becomes public. Wagtail saves the page here if it is not live.
        with transaction.atomic(), publishing():
            return save()
    by = kwargs.get("user") or getattr(action, "user", None) or revision.user
    with transaction.atomic():
        record_publication(page=object, by=by, save=save)
        ScheduleFailure.objects.filter(page_id=object.pk).delete()
    return None


@wraps(_wagtail_unpublish)
def _unpublish_object(action: Any, object: Any, *args: Any, **kwargs: Any) -> None:
    if not isinstance(object, PublishedPage) or not object.live:
        return _wagtail_unpublish(action, object, *args, **kwargs)
    request = current_request()
    at = request.at if request and request.at else timezone.now()
    with transaction.atomic():
        before = public_state(object)
        with publishing():
            _wagtail_unpublish(action, object, *args, **kwargs)
        Publication.objects.filter(pk=object.uuid, status=Status.PUBLIC).update(
            status=Status.UNPUBLISHED, changed_at=at
        )
        by = kwargs.get("user") or action.user
        append_publication_entry(page=object, verb="unpublished", by=by, at=at, before=before)
    return None


def install() -> None:
    """Lead Wagtail's publishing through ours. Called once, when the app is ready."""
    PublishRevisionAction._publish_revision = _publish_revision
    UnpublishAction._unpublish_object = _unpublish_object
