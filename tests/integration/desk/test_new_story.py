"""What a new story has on its screen before anybody has written."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from dateline.fronts.models import HomePage
from dateline.people.models import Contributor
from dateline.stories.canonical import canonical_blocks
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member
from tests.factories.stories import contributor
from tests.factories.story_forms import block, story_form


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section("town").pk])


def bylines_for(client: Client) -> list[object]:
    forms = client.get(add_url()).context["form"].formsets["bylines"].initial_forms
    return [form["contributor"].value() for form in forms]


def test_writer_finds_their_own_byline(paper: HomePage, reporter: Client) -> None:
    writer = member(Role.REPORTER)
    own = Contributor.objects.create(name="Ines M.", slug="ines-m", email=writer.email.upper())
    contributor(writer.get_full_name())

    assert bylines_for(reporter) == [own.pk]


def test_writer_is_found_by_the_name_when_no_address_is_known(paper: HomePage, reporter: Client) -> None:
    own = contributor(member(Role.REPORTER).get_full_name().lower())

    assert bylines_for(reporter) == [own.pk]


def test_two_of_the_same_name_are_nobody(paper: HomePage, reporter: Client) -> None:
    name = member(Role.REPORTER).get_full_name()
    Contributor.objects.create(name=name, slug="one")
    Contributor.objects.create(name=name, slug="two")

    assert bylines_for(reporter) == []


def test_byline_that_was_there_from_the_beginning_is_saved_once(paper: HomePage, reporter: Client) -> None:
    own = contributor("Reporter")
    rows = [{"contributor": own.pk, "role": "words", "id": "", "ORDER": "1"}]

    reporter.post(add_url(), story_form(title="Mine", bylines=inline_formset(rows, initial=1)))

    story = StoryPage.objects.get(title="Mine")
    assert [byline.contributor for byline in story.bylines.all()] == [own]


def test_text_is_there_to_be_written_into(paper: HomePage, reporter: Client) -> None:
    body = reporter.get(add_url()).context["form"]["body"].value()

    assert [one.block_type for one in body] == ["paragraph"]
    assert not StoryPage.objects.exists()


def test_text_that_stayed_empty_stops_nothing_and_is_not_published(paper: HomePage, editor: Client) -> None:
    blocks = [block("paragraph", ""), block("subheading", "A long night"), block("paragraph", "Words.")]

    editor.post(add_url(), {**story_form(title="Out", blocks=blocks), "action-publish": "yes"})

    story = StoryPage.objects.get(title="Out")
    assert story.live
    assert [one["kind"] for one in canonical_blocks(story.body)] == ["subheading", "paragraph"]
    shown = Client().get(story.public_path()).content.decode()
    assert "Words." in shown
    assert "<p></p>" not in shown
