"""The feed of corrections: the newest notices of the whole paper."""

from __future__ import annotations

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from dateline.corrections.listing import FEED, NEWEST, ROOT, all_notices
from dateline.lib.feed_documents import Feed, FeedEntry
from dateline.reader.corrections_page import listed
from dateline.reader.queries import paper_parts


def corrections_feed() -> Feed:
    """Return the newest notices as a feed."""
    parts = paper_parts()
    base, name = settings.WAGTAILADMIN_BASE_URL, parts.settings.name
    return Feed(
        title=_("%(paper)s: corrections") % {"paper": name},
        url=base + ROOT,
        feed_url=base + FEED,
        language=settings.LANGUAGE_CODE,
        author=name,
        entries=tuple(
            FeedEntry(
                id=base + entry.url,
                url=base + entry.url,
                title=f"{entry.notice.heading}: {entry.headline}",
                published_at=entry.notice.at,
                updated_at=entry.notice.at,
                summary_html=escape(entry.notice.text),
            )
            for entry in listed(all_notices()[:NEWEST], parts=parts)
        ),
    )
