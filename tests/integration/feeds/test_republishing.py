"""Stories that others may print: where the paper allows it, clean, with the way to us."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from dateline.feeds.models import TakenStory
from dateline.feeds.partner_actions import make_key, make_partner, set_republishing
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, picture, published
from tests.integration.feeds.asking_api import ask
from tests.support.watching import fresh


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    return published(
        "Ferry & café back",
        by=["Ines Moreau"],
        standfirst="It sails.",
        lead_picture=picture(caption="The pier", credit="Oto Lind", description="A pier in the sun"),
        body=[("paragraph", '<p>Words, <a href="/town/">and a link</a>.</p>')],
    )


def switch_on(*, terms: str = "") -> None:
    set_republishing(is_on=True, terms=terms, by=None)


def copied(reader: Client, story: StoryPage) -> str:
    """Return the HTML that stands in the page to be copied."""
    page = reader.get(f"/republish/{story.uuid}/").content.decode()
    return unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])


def test_paper_that_has_not_decided_offers_nothing(reader: Client, story: StoryPage) -> None:
    assert b"/republish/" not in reader.get(story.public_path()).content
    assert reader.get(f"/republish/{story.uuid}/").status_code == 404


def test_page_has_clean_html_with_credit_and_canonical_link(reader: Client, story: StoryPage) -> None:
    switch_on(terms="Name us <twice>.")
    assert f'href="/republish/{story.uuid}/"' in reader.get(story.public_path()).content.decode()
    html = copied(reader, story)

    assert "<h1>Ferry &amp; café back</h1>" in html
    assert "By Ines Moreau" in html
    assert 'Words, <a href="http://localhost:8000/town/">and a link</a>.' in html
    assert (
        f'<a href="http://localhost:8000{story.public_path()}" rel="canonical">The Harbour Post</a>' in html
    )
    for unwanted in ("<img", "<figure", "<script", "<iframe", "style=", "Oto Lind"):
        assert unwanted not in html
    page = reader.get(f"/republish/{story.uuid}/").content.decode()
    assert "Name us &lt;twice&gt;." in page
    assert 'name="robots" content="noindex' in page


def test_correction_goes_into_the_text_to_copy(reader: Client, story: StoryPage) -> None:
    switch_on()
    page = fresh(story)
    page.standfirst = "It sails on Monday."
    publish_page(
        page=page, by=None, kind=Kind.CORRECTION, at=NOON + timedelta(days=1), summary="It sails on Monday."
    )

    assert "Correction" in copied(reader, story)


def test_killed_story_cannot_be_copied(reader: Client, story: StoryPage) -> None:
    switch_on()
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)

    answer = reader.get(f"/republish/{story.uuid}/")
    assert answer.status_code == 410
    assert b"Ferry" not in answer.content


def test_what_somebody_has_paid_for_is_not_given_away(reader: Client, paper: HomePage) -> None:
    switch_on()
    story = published("Buy more ferries", label="sponsored")

    assert b"/republish/" not in reader.get(story.public_path()).content
    assert reader.get(f"/republish/{story.uuid}/").status_code == 404


def test_partner_gets_it_by_key_and_is_remembered(reader: Client, story: StoryPage) -> None:
    switch_on()
    partner = make_partner(name="The Island Echo", by=None, at=timezone.now())
    _row, words = make_key(partner=partner, by=None, at=timezone.now())
    address = f"stories/{story.uuid}/republish"

    assert ask(reader, address, status=401)
    assert not TakenStory.objects.exists()
    found = ask(reader, address, key=words)
    assert found["html"] == copied(reader, story)
    assert found["canonical"] == f"http://localhost:8000{story.public_path()}"
    ask(reader, address, key=words)
    taken = TakenStory.objects.get()
    assert (taken.partner, taken.publication_id, taken.version) == (partner, story.uuid, 1)
