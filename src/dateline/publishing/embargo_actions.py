"""Set an embargo, move it, lift it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from dateline.publishing.draft_models import Embargo
from dateline.publishing.embargo_watchers import tell_watchers
from dateline.publishing.embargoes import embargo_of
from dateline.publishing.errors import EmbargoError
from dateline.publishing.recording import lock_page, name_of

MAY_LIFT = "paper_publishing.lift_embargo"


@transaction.atomic
def set_embargo(*, page: Any, until: datetime, words: str, by: Any, at: datetime) -> Embargo:
    """Let nothing publish the page before ``until``. Logged; an embargo that still holds is replaced.

    Only who may lift an embargo can bring its end forward. Raises EmbargoError.
    """
    lock_page(page)
    words = " ".join(words.split())
    if until <= at:
        raise EmbargoError({"until": [_("This time is past.")]})
    if not words:
        raise EmbargoError({"words": [_("Say what was agreed, and with whom.")]})
    before = embargo_of(page)
    is_held = before is not None and before.holds(at=at)
    if before is not None and is_held and until < before.until and not by.has_perm(MAY_LIFT):
        raise EmbargoError({"until": [_("Only an editor-in-chief can bring the end of an embargo forward.")]})
    embargo, _is_new = Embargo.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "until": until,
            "words": words,
            "set_at": at,
            "set_by_name": name_of(by),
            "lifted_at": None,
            "lifted_reason": "",
        },
    )
    data = {"until": until.isoformat(), "words": words}
    if before is not None and is_held:
        data["until_before"] = before.until.isoformat()
    log(instance=page, action="dateline.embargo.set", user=by, data=data)
    tell_watchers(page)
    return embargo


@transaction.atomic
def lift_embargo(*, page: Any, reason: str, by: Any, at: datetime) -> None:
    """End an embargo before its time. Logged with the reason. Raises EmbargoError."""
    lock_page(page)
    reason = " ".join(reason.split())
    if not by.has_perm(MAY_LIFT):
        raise EmbargoError(_("Only an editor-in-chief can lift an embargo."))
    embargo = embargo_of(page)
    if embargo is None or not embargo.holds(at=at):
        raise EmbargoError(_("There is no embargo on this story any more."))
    if not reason:
        raise EmbargoError({"reason": [_("Say why. It stays in the history of the story.")]})
    embargo.lifted_at, embargo.lifted_reason = at, reason
    embargo.save(update_fields=["lifted_at", "lifted_reason"])
    data = {"until": embargo.until.isoformat(), "words": embargo.words, "reason": reason}
    log(instance=page, action="dateline.embargo.lift", user=by, data=data)
    tell_watchers(page)


@transaction.atomic
def copy_embargo(*, source: Any, copy: Any, at: datetime) -> None:
    """Let an embargo that holds hold for a copy as well: it says the same."""
    embargo = embargo_of(source)
    if embargo is not None and embargo.holds(at=at):
        Embargo.objects.get_or_create(
            page_id=copy.pk,
            defaults={
                "until": embargo.until,
                "words": embargo.words,
                "set_at": at,
                "set_by_name": embargo.set_by_name,
            },
        )
        tell_watchers(copy)
