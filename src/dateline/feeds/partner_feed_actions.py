"""Feeds of partners are made and ended; each act stands with the partner in Wagtail's log."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dateline.feeds.models import Partner, PartnerFeed
from dateline.feeds.partner_actions import digest_of

FEED_MADE, FEED_ENDED = "paper.partner.feed_made", "paper.partner.feed_ended"
HINT_LENGTH = 6


@transaction.atomic
def make_partner_feed(
    *,
    partner: Partner,
    title: str,
    sections: Iterable[int] = (),
    topics: Iterable[int] = (),
    without_labels: Iterable[str] = (),
    by: Any,
    at: datetime,
    **how: Any,
) -> tuple[PartnerFeed, str]:
    """Make a feed and return it with the key in its address, which nobody can be told again.

    ``how`` are ``length``, ``is_full`` and ``has_pictures``. Raises ValidationError for a wrong length.
    """
    words = secrets.token_urlsafe(24)
    feed = PartnerFeed(
        partner=partner,
        title=title,
        digest=digest_of(words),
        hint=words[:HINT_LENGTH],
        sections=sorted(set(sections)),
        topics=sorted(set(topics)),
        without_labels=sorted(set(without_labels)),
        made_at=at,
        **how,
    )
    feed.full_clean()
    feed.save()
    log(partner, FEED_MADE, user=by, data={"hint": feed.hint, "title": title})
    return feed, words


@transaction.atomic
def end_partner_feed(*, feed: PartnerFeed, by: Any, at: datetime) -> None:
    """Let the address of a feed lead nowhere any more; one that has ended stays so."""
    if PartnerFeed.objects.filter(pk=feed.pk, ended_at=None).update(ended_at=at):
        log(feed.partner, FEED_ENDED, user=by, data={"hint": feed.hint, "title": feed.title})
