"""Find the three texts of a conflict: the one both began with, theirs, and mine as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from wagtail.models import Revision

from dateline.desk.keeping.contents import UnreadableError, content_of, form_data
from dateline.desk.keeping.merging import Merge, merge_of


def merge_for(*, view: Any) -> Merge:
    """Return the merge for a form that was sent and refused."""
    return merge_of_sent(view=view, mine=view.request.POST)


def merge_of_sent(*, view: Any, mine: QueryDict) -> Merge:
    """Return the merge of a text with what is the latest now; the request names what it was written on."""
    return merge_with_latest(
        page=view.real_page_record.specific,
        latest=view.latest_revision,
        mine=mine,
        sent=view.request.POST,
        user=view.request.user,
    )


def merge_with_latest(
    *, page: Any, latest: Revision | None, mine: QueryDict, sent: Mapping[str, Any], user: Any
) -> Merge:
    """Return the merge of a form's text with the latest draft. Raises UnreadableError.

    ``sent`` has the text that the form began with (``keep_base``), because autosave rewrites a revision in
    place and the one that was loaded may be gone; or at least the number and time of that revision.
    """
    base_revision = _loaded_revision(page, sent)

    def bound(data: QueryDict) -> dict[str, Any]:
        draft = base_revision or latest
        # A page that was never saved on the desk has no revision.
        instance = draft.as_object() if draft else page.specific_class.objects.get(pk=page.pk)
        return content_of(data=data, page=instance, user=user)

    base: Mapping[str, Any] | None = None
    if kept := sent.get("keep_base"):
        base = bound(form_data(kept))
    elif base_revision is not None:
        base = base_revision.content
    if not mine:
        raise UnreadableError
    theirs = latest.content if latest else page.serializable_data()
    return merge_of(page=page, base=base, theirs=theirs, mine=bound(mine))


def _loaded_revision(page: Any, sent: Mapping[str, Any]) -> Revision | None:
    number = str(sent.get("keep_base_id") or sent.get("loaded_revision_id") or "")
    at = str(sent.get("keep_base_at") or sent.get("loaded_revision_created_at") or "")
    found = page.revisions.filter(pk=number).first() if number.isdecimal() else None
    return found if found and found.created_at.isoformat() == at else None
