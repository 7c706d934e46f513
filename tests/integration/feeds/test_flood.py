"""Made-up addresses of sitemaps cost a query each at most, however many years the paper has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateline.feeds.finding import existing_feeds
from dateline.fronts.models import HomePage
from tests.factories.stories import published


def test_made_up_sitemaps_do_not_read_every_month(
    paper: HomePage, django_assert_max_num_queries: Any
) -> None:
    published("Then", at=datetime(1996, 2, 1, 12, tzinfo=UTC), topics=["Ferries"])
    published("Now", at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    wanted = ["/sitemap/x.xml", "/sitemap/1996-02.xml", "/sitemap/1996-03.xml", "/sitemap/1996-02-2.xml"]

    with django_assert_max_num_queries(8):
        found = existing_feeds(
            [*wanted, "/sitemap/pages.xml", "/sitemap/topics.xml", "/sitemap/topics-2.xml"]
        )

    assert found == {"/sitemap/1996-02.xml", "/sitemap/pages.xml", "/sitemap/topics.xml"}
