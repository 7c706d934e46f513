"""Pasting: what the desk answers is a body that saves, opens again and shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import PublicationRefusedError
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, published
from tests.factories.story_forms import form_of, story_form

pytestmark = pytest.mark.any_database

FIXTURES = Path(__file__).parents[2] / "fixtures" / "paste"
PROGRAMS = ["word.html", "google_docs.html", "libreoffice.html", "web_page.html", "wagtail_docs_picture.html"]


def paste(client: Client, html: str = "", text: str = "") -> Any:
    return client.post(
        reverse("writing:paste"), json.dumps({"html": html, "text": text}), content_type="application/json"
    )


def blocks_of(client: Client, html: str = "", text: str = "") -> list[dict[str, Any]]:
    answer = paste(client, html, text)
    assert answer.status_code == 200, answer.content
    return answer.json()["blocks"]


def as_form(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks as the browser sends them on: it takes the values over as they are."""
    sent = []
    for one in blocks:
        value = one["value"]
        if one["type"] == "picture":
            value = {"picture": (value["picture"] or {}).get("id", ""), "caption": value["caption"] or ""}
        elif one["type"] in ("table", "embed", "pull_quote"):
            # The table's own script writes its state as JSON.
            value = {name: json.dumps(v) if name == "table" else v or "" for name, v in value.items()}
        sent.append({"type": one["type"], "value": value, "id": "", "deleted": ""})
    return sent


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_pasted_saves_and_opens_again(paper: HomePage, reporter: Client, program: str) -> None:
    blocks = blocks_of(reporter, (FIXTURES / program).read_text(encoding="utf-8"))
    url = reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section("town").pk])

    reporter.post(url, story_form(title="Pasted", blocks=as_form(blocks)))

    story = StoryPage.objects.get(title="Pasted")
    saved = story.get_latest_revision_as_object()
    assert [one.block_type for one in saved.body] == [one["type"] for one in blocks]
    opened = reporter.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert opened.status_code == 200


def test_word_becomes_parts_of_the_papers_own_kinds(paper: HomePage, reporter: Client) -> None:
    answer = paste(reporter, (FIXTURES / "word.html").read_text(encoding="utf-8")).json()

    kinds = [one["type"] for one in answer["blocks"]]
    assert kinds == ["subheading", "paragraph", "picture", "paragraph", "table", "paragraph"]
    assert "1 picture was not taken over" in answer["said"][0]
    assert "left out" in answer["said"][1]


def test_web_page_brings_quotation_and_video_but_no_foreign_address_of_a_picture(
    paper: HomePage, reporter: Client
) -> None:
    blocks = blocks_of(reporter, (FIXTURES / "web_page.html").read_text(encoding="utf-8"))

    by_kind = {one["type"]: one["value"] for one in blocks}
    assert by_kind["pull_quote"] == {"quote": "It sails.", "attribution": "The mayor"}
    assert by_kind["embed"]["provider"] == "YouTube"
    assert by_kind["picture"] == {"picture": None, "caption": "The pier at dusk."}
    assert "cdn.example" not in json.dumps(blocks)
    assert "javascript" not in json.dumps(blocks)


def test_story_with_a_picture_that_is_missing_is_not_published(paper: HomePage, editor: Client) -> None:
    blocks = blocks_of(editor, (FIXTURES / "wagtail_docs_picture.html").read_text(encoding="utf-8"))
    story = draft()

    form = {**form_of(story), **story_form(title=story.title, blocks=as_form(blocks)), "slug": story.slug}
    editor.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), {**form, "action-publish": "yes"})

    assert not StoryPage.objects.get(pk=story.pk).live


def test_no_door_publishes_a_story_whose_picture_is_missing_or_whose_text_is_empty(paper: HomePage) -> None:
    waiting = draft(
        "Waits", body=[("paragraph", "<p>Words.</p>"), ("picture", {"picture": None, "caption": ""})]
    )
    empty = draft("Empty", body=[("paragraph", "<p></p>")])

    with pytest.raises(PublicationRefusedError, match="picture in the text is missing"):
        publish_page(page=waiting, by=None, at=NOON)
    with pytest.raises(PublicationRefusedError, match="needs a text"):
        publish_page(page=empty, by=None, at=NOON)


def test_link_to_a_story_of_the_paper_follows_it_when_it_moves(
    paper: HomePage, reporter: Client, settings: Any
) -> None:
    other = published("Ferry back in service")
    address = settings.WAGTAILADMIN_BASE_URL + other.public_path()

    (block,) = blocks_of(reporter, f'<p>See <a href="{address}?utm_source=x">this</a>.</p><p>More.</p>')

    entity = json.loads(block["value"])["entityMap"]["0"]
    assert entity["data"]["id"] == other.pk


def test_link_to_a_story_that_was_taken_down_stays_an_address(
    paper: HomePage, reporter: Client, settings: Any
) -> None:
    other = published("Ferry back in service")
    path = other.public_path()
    take_down(page=other, by=None, reason=RemovalReason.LEGAL, at=NOON)

    (block,) = blocks_of(reporter, f'<p>See <a href="{settings.WAGTAILADMIN_BASE_URL}{path}">this</a>.</p>')

    assert json.loads(block["value"])["entityMap"]["0"]["data"] == {
        "url": settings.WAGTAILADMIN_BASE_URL + path
    }


def test_plain_text_with_empty_lines_becomes_paragraphs_lists_and_a_video(
    paper: HomePage, reporter: Client
) -> None:
    blocks = blocks_of(reporter, text=(FIXTURES / "mail.txt").read_text(encoding="utf-8"))

    assert [one["type"] for one in blocks] == ["paragraph", "embed"]
    assert blocks[1]["value"]["url"] == "https://www.youtube.com/watch?v=abcdefghijk"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"html": 1}', b'{"text": ["x"]}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_paste_is_refused(paper: HomePage, reporter: Client, body: bytes) -> None:
    answer = reporter.post(reverse("writing:paste"), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_too_much_is_refused_in_words(paper: HomePage, reporter: Client) -> None:
    too_long = paste(reporter, "x" * 2_000_001)
    too_many = paste(reporter, "<h2>A</h2><p>b</p>" * 200)

    assert (too_long.status_code, too_many.status_code) == (413, 413)
    assert "in parts" in too_many.json()["error"]


def test_pasting_needs_the_desk(paper: HomePage) -> None:
    assert paste(Client(), "<p>x</p>").status_code in (302, 403)


def test_deeply_nested_html_is_read(paper: HomePage, reporter: Client) -> None:
    blocks = blocks_of(reporter, f"{'<div><b>' * 3000}Deep{'</b></div>' * 3000}")

    assert "Deep" in json.dumps(blocks)
