"""Share a draft by a link, and end such links."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from dateline.publishing.draft_models import ShareLink
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.recording import name_of
from dateline.publishing.sharing_queries import digest_of, is_gone

SHORTEST, LONGEST, USUAL = timedelta(hours=1), timedelta(days=30), timedelta(days=7)
TOKEN_BYTES = 32


@transaction.atomic
def share_draft(
    *, page: Any, note: str, by: Any, at: datetime, life: timedelta = USUAL, revision: Any = None
) -> tuple[ShareLink, str]:
    """Make a link to a draft and return it with its token, which is kept nowhere. Logged.

    With ``revision`` the reader sees the draft as it is there, else always the newest. The page stays locked
    until the transaction ends, so that no save overwrites the revision before it can know of the link.
    Raises PublicationRefusedError with what is wrong by field.
    """
    note = " ".join(note.split())[:120]
    problems: dict[str, list[str]] = {}
    if not note:
        problems["note"] = [_("Say for whom it is: the name stands across the page.")]
    if not SHORTEST <= life <= LONGEST:
        problems["life"] = [_("A link lasts from one hour to thirty days.")]
    if is_gone(page):
        problems["__all__"] = [_("The story was taken down: nobody may be shown it.")]
    if problems:
        raise PublicationRefusedError(problems, page_id=page.pk)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Page.objects.select_for_update(of=("self",)).only("pk").get(pk=page.pk)
    link = ShareLink.objects.create(
        page_id=page.pk,
        revision=revision,
        digest=digest_of(token),
        note=note,
        user=by,
        user_name=name_of(by),
        created_at=at,
        expires_at=at + life,
    )
    log(
        instance=page,
        action="dateline.share.create",
        user=by,
        data={"note": note, "until": link.expires_at.isoformat(), "link": link.pk},
    )
    return link, token


@transaction.atomic
def revoke_link(*, link: ShareLink, by: Any, at: datetime) -> None:
    """End a link at once. Logged; a link that has ended already is left alone."""
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        data = {"note": link.note, "link": link.pk}
        log(instance=link.page.specific, action="dateline.share.revoke", user=by, data=data)


@transaction.atomic
def revoke_links_of(*, user: Any, by: Any, at: datetime) -> None:
    """End every link that somebody made, so that none comes back with the account. Each is logged."""
    open_links = ShareLink.objects.filter(user=user, revoked_at=None, expires_at__gt=at)
    for link in open_links.select_related("page"):
        revoke_link(link=link, by=by, at=at)


def count_opening(*, link: ShareLink) -> None:
    """Count that somebody opened the link; nothing else is kept of it."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1)
