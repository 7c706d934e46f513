"""The doors through which Wagtail publishes, led through our recording.

Every way to publish in Wagtail 8 (buttons, bulk actions, workflow, scheduler, both APIs,
``revision.publish``) ends in one method, ``PublishRevisionAction._publish_revision``; every way to unpublish
in ``UnpublishAction._unpublish_object``. Copies, aliases, moves and deletions have actions of their own.
The names are private to Wagtail. Should a later version rename them, the guard and the database refuse the
save and tests/integration/publishing/test_doors.py fails: closed, not open.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.query import PageQuerySet

from dateline.publishing.actions import forget_wishes
from dateline.publishing.companion_actions import carry_out_wishes, keep_wishes, wishes_due
from dateline.publishing.embargo_actions import copy_embargo
from dateline.publishing.embargoes import refuse_schedule
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.guard import check_rows
from dateline.publishing.models import PublishedPage, ScheduleFailure
from dateline.publishing.recording import record_publication, record_unpublication
from dateline.publishing.requests import current_request, requesting
from dateline.publishing.sealing_words import seal_words

_wagtail_publish = PublishRevisionAction._publish_revision
_wagtail_unpublish = UnpublishAction._unpublish_object
_wagtail_unpublish_tree = UnpublishPageAction.execute
_wagtail_copy = CopyPageAction._copy_page
_wagtail_check_alias = CreatePageAliasAction.check
_wagtail_move = MovePageAction._move_page
_wagtail_delete = DeletePageAction._delete_page
_wagtail_update = PageQuerySet.update
_wagtail_slug_is_available = Page._slug_is_available


def is_of_paper(page: Any) -> bool:
    """Return True for a page of the paper, also when it comes as a plain Wagtail page."""
    return isinstance(page, PublishedPage) or (
        isinstance(page, Page) and issubclass(page.specific_class or type(page), PublishedPage)
    )


def _acting(action: Any) -> AbstractContextManager[None]:
    """Let what follows from the action know who acts."""
    request = current_request()
    return requesting(replace(request, by=action.user or request.by))


@wraps(_wagtail_publish)
def _publish_revision(
    action: Any,
    revision: Any,
    object: Any,  # noqa: A002 - Wagtail's name
    *args: Any,
    **kwargs: Any,
) -> None:
    def save() -> None:
        _wagtail_publish(action, revision, object, *args, **kwargs)

    if not is_of_paper(object):
        return save()
    if object.go_live_at and object.go_live_at > timezone.now():
        # Only a schedule is set; nothing becomes or ceases to be public, so the guard stays shut.
        with transaction.atomic():
            refuse_schedule(object, at=object.go_live_at)
            save()
            return keep_wishes(revision=revision, by=kwargs.get("user") or getattr(action, "user", None))
    by = kwargs.get("user") or getattr(action, "user", None) or revision.user
    with transaction.atomic():
        # Taken before Wagtail forgets which revision was due.
        wishes = wishes_due(revision)
        version = record_publication(page=object, by=by, save=save)
        forget_wishes(revision=revision)
        carry_out_wishes(page=object, revision=revision, wishes=wishes, by=by, version=version)
        seal_words(version)
        ScheduleFailure.objects.filter(page_id=object.pk).delete()
    return None


@wraps(_wagtail_unpublish)
def _unpublish_object(
    action: Any,
    object: Any,  # noqa: A002 - Wagtail's name
    *args: Any,
    **kwargs: Any,
) -> None:
    commits = kwargs.get("commit", True)
    # Bulk actions and the scheduler come with plain Wagtail pages.
    page = object.specific if isinstance(object, Page) and commits else object
    if not is_of_paper(page) or not page.live or not commits:
        _wagtail_unpublish(action, object, *args, **kwargs)
        return
    by = kwargs.get("user") or action.user
    record_unpublication(page=page, by=by, save=lambda: _wagtail_unpublish(action, page, *args, **kwargs))
    if page is not object:
        object.refresh_from_db(fields=["live", "has_unpublished_changes", "live_revision", "expired"])


@wraps(_wagtail_unpublish_tree)
@transaction.atomic
def _unpublish_tree(action: Any, skip_permission_checks: bool = False) -> None:
    """Unpublish what stands under a page before the page itself, or nothing at all."""
    if action.include_descendants and is_of_paper(action.object):
        action.check(skip_permission_checks=skip_permission_checks)
        descendants = action.object.get_descendants().live().order_by("-depth", "path")
        for page in descendants.specific():
            if action.user is None or page.permissions_for_user(action.user).can_unpublish():
                page.unpublish(user=action.user)
    _wagtail_unpublish_tree(action, skip_permission_checks=skip_permission_checks)


@wraps(_wagtail_copy)
def _copy_page(action: Any, page: Any, *args: Any, **kwargs: Any) -> Any:
    """Copy as a draft, always: a copy that were live at once would have bypassed publishing.

    An embargo goes with the text.
    """
    if not is_of_paper(page):
        return _wagtail_copy(action, page, *args, **kwargs)
    action.keep_live = False
    with transaction.atomic():
        copy = _wagtail_copy(action, page, *args, **kwargs)
        copy_embargo(source=page, copy=copy, at=timezone.now())
    return copy


@wraps(_wagtail_check_alias)
def _check_alias(action: Any, *args: Any, **kwargs: Any) -> None:
    if is_of_paper(action.page):
        raise PublicationRefusedError(
            {"__all__": [_("A page of the paper has one address. Make a copy instead of an alias.")]},
            page_id=action.page.pk,
        )
    _wagtail_check_alias(action, *args, **kwargs)
    return None


@wraps(_wagtail_move)
def _move_page(action: Any, *args: Any, **kwargs: Any) -> Any:
    """Move and record in one transaction; what follows from the move needs to know who moved."""
    with transaction.atomic(), _acting(action):
        return _wagtail_move(action, *args, **kwargs)


@wraps(_wagtail_delete)
def _delete_page(action: Any, *args: Any, **kwargs: Any) -> Any:
    with transaction.atomic(), _acting(action):
        return _wagtail_delete(action, *args, **kwargs)


@wraps(_wagtail_update)
def _update(rows: Any, **kwargs: Any) -> int:
    check_rows(rows, names=kwargs)
    return int(_wagtail_update(rows, **kwargs))


@wraps(_wagtail_slug_is_available)
def _slug_is_available(slug: str, parent_page: Any, page: Any = None) -> bool:
    """Wagtail's forms ask the plain class; pages whose slugs repeat answer for themselves."""
    if page is not None and getattr(page.specific_class, "slugs_repeat", False):
        return True
    return bool(_wagtail_slug_is_available(slug, parent_page, page))


def install() -> None:
    """Lead Wagtail's publishing through ours. Called once, when the app is ready."""
    PublishRevisionAction._publish_revision = _publish_revision
    UnpublishAction._unpublish_object = _unpublish_object
    UnpublishPageAction.execute = _unpublish_tree
    CopyPageAction._copy_page = _copy_page
    CreatePageAliasAction.check = _check_alias
    MovePageAction._move_page = _move_page
    DeletePageAction._delete_page = _delete_page
    PageQuerySet.update = _update
    Page._slug_is_available = staticmethod(_slug_is_available)
