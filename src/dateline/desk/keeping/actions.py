"""Save a text on top of somebody else's, with both in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from dateline.desk.keeping.claims import STAMP, Claim


@transaction.atomic
def save_merged(
    *, page: Any, mine: Mapping[str, Any], merged: Mapping[str, Any], claim: Claim, by: Any
) -> Revision:
    """Save my text as a revision and the joined one on top of it, so that no answer can lose a word.

    Must be called with the page locked, after the revision that was merged with was found to be the latest.
    """
    _save(page, mine, by)
    revision = _save(page, merged, by)
    stamp_revision(revision=revision, claim=claim)
    return revision


def stamp_revision(*, revision: Revision, claim: Claim) -> None:
    """Note in a revision which form it came from, so that the form knows its own text again."""
    if claim.tab:
        revision.content[STAMP] = claim.stamp
        # Past ``save``: the revision says the same as before.
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def lock_latest(page_id: int) -> Revision | None:
    """Lock the page until the transaction ends and return its latest revision.

    On SQLite a transaction is the only writer from its beginning.
    """
    page = Page.objects.select_for_update(of=("self",)).only("pk", "latest_revision").get(pk=page_id)
    return Revision.objects.filter(pk=page.latest_revision_id).first()


def _save(page: Any, content: Mapping[str, Any], by: Any) -> Revision:
    draft = page.with_content_json(dict(content))
    if not draft.live and not draft.first_published_at:
        # A story that was never public is listed with what its row says.
        draft.save(clean=False)
    revision: Revision = draft.save_revision(user=by, log_action=True, clean=False)
    return revision
