"""Where readers meet a story: what the desk draws is what the public page, front and lists say."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from dateline.fronts.models import HomePage
from dateline.media.actions import make_renditions
from dateline.media.models import Picture
from dateline.placards.actions import make_placards
from dateline.placards.faces import story_subject
from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, picture, published
from tests.factories.story_forms import block, form_of, story_form

pytestmark = pytest.mark.any_database

CARDS = "lead|card card--second|card card--row|opinion-card"
ARTICLE = re.compile(rf'<article class="(?:{CARDS})[^>]*>.*?</article>', re.DOTALL)
MODES = ["front-card", "search-result", "social-card", "feed-item"]


def ready_picture() -> Picture:
    """Return a picture in all its sizes, as it is soon after it was uploaded."""
    made = picture()
    make_renditions(picture=made)
    return made


def preview(client: Client, story: StoryPage, mode: str, **fields: object) -> str:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    answer = client.post(url, form_of(story, **fields))
    assert answer.json()["is_valid"], answer.content
    return client.get(f"{url}?mode={mode}").content.decode()


def articles(html: str, kind: str) -> list[str]:
    return [one for one in ARTICLE.findall(html) if f'class="{kind}' in one]


def test_card_is_the_card_of_the_front_byte_for_byte(paper: HomePage, editor: Client) -> None:
    story = draft(
        by=["Ines Moreau"], standfirst="After a year.", lead_picture=ready_picture(), published_at=NOON
    )
    drawn = preview(
        editor, story, "front-card", standfirst="After a year.", lead_picture=story.lead_picture_id
    )

    publish_page(page=story, by=None, at=NOON)
    front = Client().get("/").content.decode()
    archive = Client().get("/archive/2026/03/14/").content.decode()

    assert articles(drawn, "lead") == articles(front, "lead")
    assert articles(drawn, "card card--row") == articles(archive, "card card--row")


def test_card_of_an_opinion_is_the_one_on_the_front(paper: HomePage, editor: Client) -> None:
    published("Another story leads", at=NOON, lead_picture=picture())
    story = draft("I disagree", by=["Ines Moreau"], label="opinion", published_at=NOON)
    drawn = preview(editor, story, "front-card")

    publish_page(page=story, by=None, at=NOON)
    front = Client().get("/").content.decode()

    for kind in ("opinion-card", "card card--second"):
        public = articles(front, kind)
        assert not public or articles(drawn, kind)[0] in public
    assert articles(drawn, "opinion-card") == articles(front, "opinion-card") or "opinion-card" not in front


@pytest.mark.parametrize("mode", ["search-result", "social-card"])
def test_title_and_description_are_those_of_the_public_page(
    paper: HomePage, editor: Client, mode: str
) -> None:
    story = draft(
        "Ferry & friends", standfirst="After a “year”.", lead_picture=ready_picture(), published_at=NOON
    )
    drawn = preview(editor, story, mode, standfirst=story.standfirst, lead_picture=story.lead_picture_id)

    publish_page(page=story, by=None, at=NOON)
    public = Client().get(story.public_path()).content.decode()

    for name in ("og:title", "og:description"):
        found = re.search(rf'property="{name}" content="([^"]*)"', public)
        assert found is not None
        assert found[1] in drawn


def test_shared_link_shows_the_very_picture_that_readers_get(paper: HomePage, editor: Client) -> None:
    story = draft("Ferry & friends", label="opinion", lead_picture=ready_picture(), published_at=NOON)
    drawn = preview(editor, story, "social-card", label="opinion", lead_picture=story.lead_picture_id)

    publish_page(page=story, by=None, at=NOON)
    make_placards(subjects=[story_subject(story.pk)])
    public = Client().get(story.public_path()).content.decode()

    inside = re.search(r'src="data:image/png;base64,([^"]+)"', drawn)
    named = re.search(r'property="og:image" content="http://localhost:8000/media/([^"]+)"', public)
    assert inside is not None
    assert named is not None
    with default_storage.open(named[1]) as file:
        assert b64decode(inside[1]) == file.read()


def test_shared_link_of_a_headline_in_other_letters_shows_the_storys_own_picture(
    paper: HomePage, editor: Client
) -> None:
    story = draft("Լաստանավ", slug="lastanav", language="hy", lead_picture=ready_picture(), published_at=NOON)

    drawn = preview(editor, story, "social-card", language="hy", lead_picture=story.lead_picture_id)

    assert "data:image" not in drawn
    assert re.search(r'class="preview-social-picture" src="http://localhost:8000/media/pictures/', drawn)


@pytest.mark.parametrize("mode", MODES)
def test_story_that_was_never_saved_is_drawn_everywhere(paper: HomePage, editor: Client, mode: str) -> None:
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["paper_stories", "storypage", section("town").pk]
    )

    editor.post(url, story_form(title="Being written", blocks=[block("paragraph", "First words.")]))
    html = editor.get(f"{url}?mode={mode}").content.decode()

    assert "Being written" in html
    assert not StoryPage.objects.exists()


def test_cards_are_drawn_with_the_words_on_the_screen(paper: HomePage, reporter: Client) -> None:
    url = reverse("writing:cards")

    answer = reporter.get(url, {"section": section("town").pk, "title": "Typed <just> now", "language": "xx"})

    html = answer.content.decode()
    assert html.count("Typed &lt;just&gt; now") >= 4
    assert "private" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_cards_of_a_story_are_for_those_who_may_edit_it(
    paper: HomePage, editor: Client, reporter: Client
) -> None:
    story = draft("Secret until Monday")
    url = reverse("writing:cards")

    assert reporter.get(url, {"page": story.pk}).status_code in (302, 403)
    assert "Secret until Monday" in editor.get(url, {"page": story.pk}).content.decode()
    assert editor.get(url, {"page": "x"}).status_code == 404
    assert editor.get(url, {"section": "0"}).status_code == 404
