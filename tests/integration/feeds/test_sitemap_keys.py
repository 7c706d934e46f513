"""Which sitemaps a publication touches: those that tell something else now, and no other."""

from __future__ import annotations

from datetime import timedelta

from dateline.edition.keys import collecting
from dateline.feeds.sitemap_queries import latest_news
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.stories.choices import Label
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, draft, published, topic
from tests.support.watching import Watch, fresh

LATER = NOON + timedelta(days=40)


def touched(seen: Watch) -> set[str]:
    return {key for entry in seen.entries for key in entry.keys if key.startswith("sitemap/")}


def changed(story: StoryPage, *, kind: Kind, **fields: object) -> set[str]:
    page = fresh(story)
    for name, value in fields.items():
        setattr(page, name, value)
    with Watch() as seen:
        publish_page(page=page, by=None, kind=kind, at=LATER, summary="It was so. It is so.")
    assert seen.entries
    return touched(seen)


def test_new_story_touches_its_month_and_the_lists_it_is_in(paper: HomePage) -> None:
    with Watch() as seen:
        published("Ferry back", topics=["Ferries"], by=["Ines Moreau"])

    assert touched(seen) == {"sitemap/2026-03", "sitemap/topics", "sitemap/authors"}


def test_typo_touches_no_sitemap(paper: HomePage) -> None:
    story = published("Ferry launched", content_note="Contians timetables")

    assert changed(story, kind=Kind.TYPO, content_note="Contains timetables") == set()


def test_update_and_correction_touch_the_month_of_publication(paper: HomePage) -> None:
    story = published("Ferry back")

    assert changed(story, kind=Kind.UPDATE, standfirst="News") == {"sitemap/2026-03"}
    assert changed(story, kind=Kind.CORRECTION, standfirst="Other news") == {"sitemap/2026-03"}


def test_story_that_moves_in_time_touches_both_months(paper: HomePage) -> None:
    story = published("Ferry back")

    assert changed(story, kind=Kind.UPDATE, published_at=NOON - timedelta(days=40)) == {
        "sitemap/2026-02",
        "sitemap/2026-03",
    }


def test_new_topic_of_a_story_touches_the_topics(paper: HomePage) -> None:
    story = published("Ferry back")
    page = fresh(story)
    page.topics.set([topic("Ferries")])
    with Watch() as seen:
        publish_page(page=page, by=None, kind=Kind.UPDATE, at=LATER)

    assert touched(seen) == {"sitemap/2026-03", "sitemap/topics"}


def test_story_that_leaves_touches_its_month(paper: HomePage) -> None:
    first, second = published("Ferry back"), published("Ferry launched")
    with Watch() as seen:
        unpublish_page(page=fresh(first), by=None, at=LATER)
    with Watch() as also_seen:
        take_down(page=fresh(second), by=None, reason=RemovalReason.LEGAL, at=LATER)

    assert touched(seen) == touched(also_seen) == {"sitemap/2026-03"}


def test_draft_touches_nothing(paper: HomePage) -> None:
    with Watch() as seen:
        draft("Ferry back")

    assert touched(seen) == set()


def test_story_that_is_no_longer_paid_for_touches_the_news(paper: HomePage) -> None:
    now = NOON + timedelta(hours=1)
    story = published("Paid for", label=Label.SPONSORED)
    with collecting() as read:
        assert latest_news(now=now) == []
    page = fresh(story)
    page.label = ""
    with Watch() as seen:
        publish_page(page=page, by=None, kind=Kind.UPDATE, at=now)

    assert [one.title for one in latest_news(now=now)] == ["Paid for"]
    assert read.keys & {key for entry in seen.entries for key in entry.keys}
