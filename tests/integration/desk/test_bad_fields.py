"""Fields of a story that cannot be kept as they are: said beside the field, and what was written stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.fronts.models import HomePage
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import draft
from tests.factories.story_forms import block, form_of, story_form

pytestmark = pytest.mark.any_database

LIMITS = {
    "title": 255,
    "slug": 255,
    "kicker": 80,
    "short_headline": 120,
    "standfirst": 600,
    "dateline_place": 80,
    "lead_caption": 600,
    "lead_credit": 300,
    "age_rating": 8,
}
CONTROLS = {
    "NUL": "The\x00ferry",
    "bell": "The\x07ferry",
    "override": "The \u202eferry",
    "C1": "The\x85ferry",
}
KEPT = "A text that took an hour to write."


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section("town").pk])


def refused(client: Client, url: str, form: dict[str, Any], field: str) -> None:
    answer = client.post(url, form)
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert answer.context["form"][field].value() == form[field]
    assert KEPT in answer.content.decode()


@pytest.mark.parametrize("field", LIMITS)
def test_over_long_field_is_said_beside_it(paper: HomePage, editor: Client, field: str) -> None:
    form = story_form(blocks=[block("paragraph", KEPT)], **{field: "x" * 10_000})

    refused(editor, add_url(), form, field)
    assert not StoryPage.objects.exists()


@pytest.mark.parametrize("what", CONTROLS)
@pytest.mark.parametrize("field", ["title", "kicker", "short_headline", "standfirst", "lead_caption", "slug"])
def test_control_character_is_said_beside_the_field(
    paper: HomePage, editor: Client, field: str, what: str
) -> None:
    story = draft()
    form = form_of(story, **{field: CONTROLS[what], "body-0-value": json_of(KEPT), **first_block(story)})

    refused(editor, reverse("wagtailadmin_pages:edit", args=[story.pk]), form, field)


def first_block(story: StoryPage) -> dict[str, Any]:
    return {
        "body-count": 1,
        "body-0-type": "paragraph",
        "body-0-order": 0,
        "body-0-deleted": "",
        "body-0-id": story.body[0].id,
    }


def json_of(text: str) -> str:
    """Return a text as the desk's editor of running text sends it."""
    line = {"key": "abcde", "text": text, "type": "unstyled", "depth": 0}
    return json.dumps(
        {"blocks": [{**line, "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}
    )


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x85", "\u202e", "\ud800", "\uffff"])
def test_what_was_pasted_unseen_into_the_text_is_left_out(
    paper: HomePage, editor: Client, character: str
) -> None:
    story = draft()
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    pasted = json_of(f"The fer{character}ry sails, {character}says “Ines”.")

    answer = editor.post(url, form_of(story, **{**first_block(story), "body-0-value": pasted}))

    assert answer.status_code == 302
    latest = StoryPage.objects.get().get_latest_revision_as_object()
    assert "The ferry sails, says “Ines”." in latest.body[0].value.source
    assert editor.get(url).status_code == 200


@pytest.mark.parametrize("kind", ["subheading", "pull_quote", "picture", "embed"])
@pytest.mark.parametrize("text", ["x" * 10_000, "The\x00ferry"])
def test_blocks_with_texts_that_cannot_be_kept_do_not_fail(
    paper: HomePage, editor: Client, kind: str, text: str
) -> None:
    values: dict[str, Any] = {
        "subheading": text,
        "pull_quote": {"quote": "We sailed.", "attribution": text},
        "picture": {"picture": "", "caption": text},
        "embed": {"provider": text, "url": "https://example.org/", "title": text},
    }
    form = story_form(blocks=[block("paragraph", KEPT), block(kind, values[kind])])

    answer = editor.post(add_url(), form)

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert KEPT in answer.content.decode()
        assert answer.context["form"].errors["body"]


def test_picture_of_a_number_that_is_none_is_said(paper: HomePage, editor: Client) -> None:
    for number in ("99999999999999999999999", "-1", "x", "\x00"):
        answer = editor.post(add_url(), story_form(blocks=[block("paragraph", KEPT)], lead_picture=number))

        assert answer.status_code == 200
        assert answer.context["form"].errors["lead_picture"]
        assert KEPT in answer.content.decode()


class TestStaleToken:
    @pytest.fixture
    def strict(self, editor: Client) -> Client:
        """The editor's own browser, whose token is checked."""
        client = Client(enforce_csrf_checks=True)
        client.cookies = editor.cookies
        return client

    def test_form_with_an_old_token_says_what_happened_and_how_to_go_on(
        self, paper: HomePage, strict: Client
    ) -> None:
        form = story_form(blocks=[block("paragraph", KEPT)], csrfmiddlewaretoken="x" * 64)

        answer = strict.post(add_url(), form)

        html = answer.content.decode()
        assert answer.status_code == 403
        assert "Perhaps you have logged in or out in another window" in html
        assert "Go back" in html

    def test_script_with_an_old_token_gets_words_it_can_show(self, paper: HomePage, strict: Client) -> None:
        form = story_form(blocks=[block("paragraph", KEPT)], csrfmiddlewaretoken="x" * 64)

        answer = strict.post(add_url(), form, headers={"accept": "application/json"})

        assert answer.status_code == 403
        assert answer.json()["success"] is False
        assert answer.json()["error_message"]


def test_form_beyond_every_limit_is_answered_in_words(paper: HomePage, editor: Client, settings: Any) -> None:
    form = story_form(blocks=[block("paragraph", "x" * 11_000_000)])

    answer = editor.post(add_url(), form)

    assert answer.status_code == 400
    assert "your browser still has what you have written" in answer.content.decode()
    refused_json = editor.post(add_url(), form, headers={"accept": "application/json"})
    assert (refused_json.status_code, refused_json.json()["success"]) == (400, False)
