"""The feed of corrections: Atom (RFC 4287), the newest notices of the whole paper."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from dateline.corrections.listing import FEED, NEWEST, ROOT, all_notices
from dateline.reader.corrections_page import listed
from dateline.reader.queries import paper_parts

# Of a feed without entries. The clock would make it another feed at every moment.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class CorrectionsFeed(Atom1Feed):
    """Atom whose time follows from its entries alone."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


def corrections_feed() -> str:
    """Return the feed as a document."""
    parts = paper_parts()
    base = settings.WAGTAILADMIN_BASE_URL
    feed = CorrectionsFeed(
        title=_("%(paper)s: corrections") % {"paper": parts.settings.name},
        link=base + ROOT,
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=base + FEED,
    )
    for entry in listed(all_notices()[:NEWEST], parts=parts):
        notice = entry.notice
        feed.add_item(
            title=f"{notice.heading}: {entry.headline}",
            link=base + entry.url,
            # What Atom calls a summary is HTML to whoever reads it.
            description=escape(notice.text),
            unique_id=base + entry.url,
            pubdate=notice.at,
            updateddate=notice.at,
        )
    return feed.writeString("utf-8")
