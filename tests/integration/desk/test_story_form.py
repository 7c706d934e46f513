"""The edit screen of a story: what is refused is said beside the field, and no text is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.fronts.models import HomePage
from dateline.publishing.choices import Kind
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, picture, published
from tests.factories.story_forms import block, form_of, story_form

pytestmark = pytest.mark.any_database

PUBLISH: dict[str, Any] = {"action-publish": "yes"}


def add_url(within: str = "town") -> str:
    return reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section(within).pk])


def edit_url(story: StoryPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def test_story_with_all_common_blocks_is_published(paper: HomePage, editor: Client) -> None:
    blocks = [
        block("paragraph", "The ferry sails again."),
        block("subheading", "A long night"),
        block("pull_quote", {"quote": "We never gave up.", "attribution": "The captain"}),
        block("picture", {"picture": str(picture().pk), "caption": "The pier"}),
    ]

    editor.post(add_url(), story_form(title="The ferry is back", blocks=blocks, **PUBLISH))

    story = StoryPage.objects.get(title="The ferry is back")
    assert story.live
    assert [one.block_type for one in story.body] == ["paragraph", "subheading", "pull_quote", "picture"]


def test_headline_alone_is_not_published_and_says_why(paper: HomePage, editor: Client) -> None:
    response = editor.post(add_url(), story_form(title="Only a headline", **PUBLISH))

    assert "A story needs a text." in response.content.decode()
    assert "Only a headline" in response.content.decode()
    assert not StoryPage.objects.filter(live=True).exists()


def test_text_without_headline_is_not_published(paper: HomePage, editor: Client) -> None:
    response = editor.post(add_url(), story_form(title="", blocks=[block("paragraph", "Words.")], **PUBLISH))

    assert response.context["form"].errors["title"]
    assert "Words." in response.content.decode()


def test_lead_picture_without_credit_is_refused_beside_the_field(paper: HomePage, editor: Client) -> None:
    nameless = picture(credit="")
    story = draft()

    response = editor.post(edit_url(story), form_of(story, lead_picture=nameless.pk, **PUBLISH))

    assert "The picture has no credit." in str(response.context["form"].errors["lead_credit"])
    assert not StoryPage.objects.get(pk=story.pk).live


def test_credit_given_in_the_story_is_credit_enough(paper: HomePage, editor: Client) -> None:
    nameless = picture(credit="")
    story = draft()

    editor.post(
        edit_url(story),
        form_of(story, lead_picture=nameless.pk, lead_credit="Ines Moreau", **PUBLISH),
    )

    assert StoryPage.objects.get(pk=story.pk).live


def test_picture_in_the_text_without_credit_is_refused_and_the_text_kept(
    paper: HomePage, editor: Client
) -> None:
    blocks = [
        block("paragraph", "A text worth keeping."),
        block("picture", {"picture": str(picture(credit="").pk), "caption": ""}),
    ]

    response = editor.post(add_url(), story_form(blocks=blocks, **PUBLISH))

    assert "The picture has no credit." in response.content.decode()
    assert "A text worth keeping." in response.content.decode()


def test_draft_may_be_saved_with_a_headline_alone(paper: HomePage, reporter: Client) -> None:
    reporter.post(add_url(), story_form(title="Something is up"))

    assert not StoryPage.objects.get(title="Something is up").live


def test_cyrillic_headline_makes_a_latin_address(paper: HomePage, editor: Client) -> None:
    form = story_form(title="Мост через гавань", blocks=[block("paragraph", "Закрыт.")], language="ru")

    editor.post(add_url(), {**form, **PUBLISH})

    assert StoryPage.objects.get(title="Мост через гавань").slug == "most-cherez-gavan"


def test_headline_of_signs_alone_still_gets_an_address(paper: HomePage, editor: Client) -> None:
    editor.post(add_url(), story_form(title="???"))

    assert StoryPage.objects.get(title="???").slug.startswith("story-")


def test_new_story_is_not_asked_what_changed(paper: HomePage, editor: Client) -> None:
    response = editor.get(add_url())

    assert "change_kind" not in response.context["form"].fields


def test_new_story_is_in_the_language_of_the_paper(paper: HomePage, editor: Client, settings: object) -> None:
    settings.LANGUAGE_CODE = "ru"

    response = editor.get(add_url())

    assert response.context["form"]["language"].value() == "ru"


def test_draft_with_a_new_number_is_not_offered_as_a_typo(paper: HomePage, editor: Client) -> None:
    story = published(body=[("paragraph", "<p>Nine boats came in.</p>")])
    number = block("paragraph", "Nine boats came in at 7.", block_id=story.body[0].id)
    editor.post(edit_url(story), form_of(story, blocks=[number]))

    field = editor.get(edit_url(story)).context["form"].fields["change_kind"]

    assert Kind.TYPO not in dict(field.choices)
    assert "Proposed: Update" in str(dict(field.choices)[""])
    assert "a number" in str(field.help_text)


def test_change_that_is_no_typo_is_refused_as_one(paper: HomePage, editor: Client) -> None:
    story = published()

    response = editor.post(
        edit_url(story), form_of(story, title="Ferry sinks", change_kind=Kind.TYPO, **PUBLISH)
    )

    form = response.context["form"]
    assert "more than a typo" in str(form.errors["change_kind"])
    assert form["title"].value() == "Ferry sinks"
    assert StoryPage.objects.get(pk=story.pk).title == "Ferry back in service"


def test_typo_leaves_updated_and_update_moves_it(paper: HomePage, editor: Client) -> None:
    story = published(body=[("paragraph", "<p>The fery sails again.</p>")])
    mended = block("paragraph", "The ferry sails again.", block_id=story.body[0].id)
    editor.post(edit_url(story), form_of(story, blocks=[mended], change_kind=Kind.TYPO, **PUBLISH))
    after_typo = StoryPage.objects.get(pk=story.pk)

    news = block("paragraph", "The ferry sails again at 8.", block_id=story.body[0].id)
    editor.post(edit_url(story), form_of(after_typo, blocks=[news], change_kind=Kind.UPDATE, **PUBLISH))
    after_update = StoryPage.objects.get(pk=story.pk)

    assert (after_typo.version_number, after_typo.updated_at) == (2, None)
    assert after_update.version_number == 3
    assert after_update.updated_at is not None


def test_correction_without_words_for_readers_is_refused(paper: HomePage, editor: Client) -> None:
    story = published()

    response = editor.post(
        edit_url(story), form_of(story, title="Ferry sinks", change_kind=Kind.CORRECTION, **PUBLISH)
    )

    assert response.context["form"].errors["change_summary"]


def test_date_of_an_archive_story_is_kept(paper: HomePage, editor: Client) -> None:
    story = draft()

    editor.post(edit_url(story), form_of(story, published_at="1994-05-06 07:08", **PUBLISH))

    assert StoryPage.objects.get(pk=story.pk).published_at == datetime(1994, 5, 6, 7, 8, tzinfo=UTC)


def test_time_that_nobody_touched_keeps_its_seconds(paper: HomePage, editor: Client) -> None:
    moment = datetime(2025, 5, 6, 7, 8, 41, 250_000, tzinfo=UTC)
    story = published(published_at=moment)
    shown = editor.get(edit_url(story)).context["form"]["published_at"]

    editor.post(
        edit_url(story),
        form_of(story, title="Ferry sinks", published_at=shown.value().strftime("%Y-%m-%d %H:%M"), **PUBLISH),
    )

    assert StoryPage.objects.get(pk=story.pk).title == "Ferry sinks"
    assert StoryPage.objects.get(pk=story.pk).published_at == moment


def test_message_after_publishing_leads_to_the_public_address(paper: HomePage, editor: Client) -> None:
    story = draft(published_at=NOON)

    response = editor.post(edit_url(story), form_of(story, **PUBLISH), follow=True)

    assert "/2026/03/14/ferry-back-in-service/" in response.content.decode()
