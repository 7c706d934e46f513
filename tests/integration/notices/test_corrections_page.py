"""The page of corrections: its filters, its feed, its figures, and what it must not show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from dateline.corrections.choices import ReportStatus
from dateline.corrections.correction_keys import touched_by_reports
from dateline.corrections.models import ReportCluster
from dateline.edition.keys import collecting
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.stories.models import CompanyPage, StoryPage
from tests.factories.papers import section
from tests.factories.stories import published
from tests.integration.notices.correcting import START, WORDS, corrected
from tests.support.watching import fresh

ATOM = "{http://www.w3.org/2005/Atom}"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_empty_page_says_so(client: Client, paper: Any) -> None:
    assert "Nothing has been corrected yet." in shown(client, "/corrections/")


def test_correction_is_listed_with_both_and_a_link_to_the_note(client: Client, story: StoryPage) -> None:
    corrected(story)

    html = shown(client, "/corrections/")
    assert WORDS.wrong in html
    assert WORDS.right in html
    assert f'href="{story.public_path()}#notice-2"' in html
    assert 'id="notice-2"' in shown(client, story.public_path())


def test_notice_from_before_there_were_records_is_listed_with_its_sentence(
    client: Client, story: StoryPage
) -> None:
    story.title = "Bridge shut"
    publish_page(page=story, by=None, kind="clarification", summary="It is the old bridge.")

    assert "It is the old bridge." in shown(client, "/corrections/")


def test_filters_are_addresses_and_those_that_leave_nothing_are_not(client: Client, story: StoryPage) -> None:
    corrected(story)
    other = published("Tide late", at=START - timedelta(days=1), within="sea")
    publish_page(page=edited(other), by=None, kind="apology", summary="We are sorry.")
    home = section().slug

    assert "We are sorry." not in shown(client, "/corrections/correction/")
    assert "We are sorry." in shown(client, "/corrections/apology/2026/05/")
    assert WORDS.wrong in shown(client, f"/corrections/in/{home}/correction/2026/05/")
    for nothing in ("retraction/", "2026/04/", "2026/13/", f"in/{home}/apology/", "in/nowhere/", "typo/"):
        assert client.get(f"/corrections/{nothing}").status_code == 404, nothing


@pytest.mark.parametrize("how", ["unpublished", "taken down", "deleted"])
def test_story_that_is_not_in_the_paper_is_not_listed(client: Client, story: StoryPage, how: str) -> None:
    corrected(story)
    page = fresh(story)
    match how:
        case "unpublished":
            unpublish_page(page=page, by=None)
        case "taken down":
            take_down(page=page, by=None, reason=RemovalReason.LEGAL)
        case "deleted":
            page.delete()

    assert WORDS.wrong not in shown(client, "/corrections/")
    assert "corrections/list" in LogEntry.objects.order_by("-number")[0].keys


def test_list_is_touched_by_what_it_shows_and_by_nothing_else(story: StoryPage) -> None:
    corrected(story)
    touched = []
    for change in ("typo", "headline"):
        page = fresh(story)
        if change == "typo":
            page.body[0].value.source = "<p>The ferry sails agian.</p>"
        else:
            page.title = "Bridge shut"
        publish_page(page=page, by=None)
        touched.append("corrections/list" in LogEntry.objects.order_by("-number")[0].keys)

    assert touched == [False, True]


def test_feed_is_valid_and_never_depends_on_the_clock(client: Client, story: StoryPage, clock: Any) -> None:
    empty = client.get("/corrections/atom.xml")
    corrected(story)
    first = client.get("/corrections/atom.xml")
    clock.move_to(START + timedelta(days=3))

    assert client.get("/corrections/atom.xml").content == first.content
    assert ET.fromstring(empty.content).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    feed = ET.fromstring(first.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert WORDS.wrong in (entry.findtext(f"{ATOM}content") or entry.findtext(f"{ATOM}summary") or "")
    moment = datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "")
    assert moment == START
    assert first["Content-Type"].startswith("application/atom+xml")


def test_paper_can_have_a_policy_of_its_own(client: Client, paper: Any) -> None:
    assert "How we correct ourselves" in shown(client, "/corrections/")
    page = CompanyPage(title="Policy", slug="corrections", body="<p>We ring a bell.</p>", live=False)
    paper.add_child(instance=page)
    publish_page(page=page, by=None)

    html = shown(client, "/corrections/")
    assert "We ring a bell." in html
    assert "The text is put right" not in html


def test_every_page_links_to_it(client: Client, story: StoryPage) -> None:
    assert 'href="/corrections/"' in shown(client, story.public_path())


class TestFigures:
    def test_figures_follow_from_the_rows(self, client: Client, story: StoryPage) -> None:
        cluster(story, status=ReportStatus.FIXED, hours=3, count=4)
        cluster(story, status=ReportStatus.FIXED, hours=9)
        cluster(story, status=ReportStatus.FIXED, hours=5)
        cluster(story, status=ReportStatus.NOT_AN_ERROR, hours=1)
        cluster(story, status=ReportStatus.SPAM, hours=1, count=50)
        cluster(story, status=ReportStatus.NEW)

        html = shown(client, "/corrections/")
        assert "<td>8</td><td>75 %</td><td>5 hours</td>" in html

    def test_month_stands_alone_on_its_own_page(self, client: Client, story: StoryPage) -> None:
        corrected(story)
        cluster(story, status=ReportStatus.NEW)

        html = shown(client, "/corrections/2026/05/")
        assert "<td>1</td>" in html
        assert "not known yet" in html

    def test_page_announces_what_a_closed_report_touches(self, client: Client, story: StoryPage) -> None:
        one = cluster(story, status=ReportStatus.NEW)

        with collecting() as announced:
            client.get("/corrections/")
        assert touched_by_reports(one) == {"corrections/figures", "corrections/month/2026-05"}
        assert announced.keys & touched_by_reports(one)
        assert touched_by_reports() == set()


def edited(story: StoryPage) -> StoryPage:
    story.title = f"{story.title} anew"
    return story


def cluster(
    story: StoryPage, *, status: ReportStatus, hours: int | None = None, count: int = 1
) -> ReportCluster:
    opened = datetime(2026, 5, 1, 6, tzinfo=UTC)
    found: ReportCluster = ReportCluster.objects.create(
        publication_id=story.uuid,
        version_id=_version_of(story),
        block="headline",
        start=0,
        end=3,
        exact="Bri",
        kind="fact",
        count=count,
        status=status,
        opened_hour=opened,
        latest_hour=opened,
        closed_at=opened + timedelta(hours=hours) if hours else None,
    )
    return found


def _version_of(story: StoryPage) -> Any:
    return PublishedVersion.objects.filter(publication_id=story.uuid).values_list("pk", flat=True)[0]
