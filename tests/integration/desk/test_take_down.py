"""The screen that takes a story down for good."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.publishing.actions import unpublish_page
from dateline.publishing.models import Publication, VersionContent
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.stories import draft, published

ANSWERS = {"reason": "legal", "text": "By order of the court.", "shows_text": "on", "sure": "on"}


@pytest.fixture
def chief(desk_of: Any) -> Client:
    client: Client = desk_of(Role.EDITOR_IN_CHIEF)
    return client


def address(story: StoryPage) -> str:
    return reverse("take_down_story", args=[story.pk])


def test_story_is_taken_down_and_stays_at_the_desk(chief: Client) -> None:
    story = published("Bridge open")
    path = story.public_path()
    assert address(story) in chief.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    answer = chief.post(address(story), ANSWERS, follow=True)

    assert "Its addresses say that it is gone." in answer.content.decode()
    gone = Client().get(path)
    assert gone.status_code == 410
    assert "By order of the court." in gone.content.decode()
    assert VersionContent.objects.filter(version__publication=story.uuid).exists()


def test_words_are_destroyed_when_that_is_asked(chief: Client) -> None:
    story = published("Bridge open")

    answer = chief.post(address(story), ANSWERS | {"withholds": "on"}, follow=True)

    assert "its words are destroyed" in answer.content.decode()
    assert not StoryPage.objects.filter(pk=story.pk).exists()
    assert not VersionContent.objects.filter(version__publication=story.uuid).exists()


@pytest.mark.parametrize(
    ("missing", "told"), [("sure", "This field is required"), ("reason", "This field is required")]
)
def test_nothing_happens_unless_it_is_meant(chief: Client, missing: str, told: str) -> None:
    story = published("Bridge open")

    answer = chief.post(address(story), {name: value for name, value in ANSWERS.items() if name != missing})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "By order of the court.</textarea>" in answer.content.decode()
    assert Publication.objects.get(pk=story.uuid).status == "public"


def test_story_that_is_not_public_can_only_lose_its_words(chief: Client) -> None:
    story = published("Bridge open")
    unpublish_page(page=story, by=None)
    shown = chief.get(address(story)).content.decode()

    refused = chief.post(address(story), ANSWERS)

    assert "The story is not public now." in shown
    assert refused.status_code == 422
    assert "The story is not public." in refused.content.decode()
    chief.post(address(story), ANSWERS | {"withholds": "on"})
    assert Publication.objects.get(pk=story.uuid).status == "removed"


def test_draft_has_nothing_to_take_down(chief: Client) -> None:
    story = draft("Never out")

    assert "Nothing of this story was published" in chief.get(address(story)).content.decode()
    assert chief.post(address(story), ANSWERS | {"withholds": "on"}).status_code == 422
    assert StoryPage.objects.filter(pk=story.pk).exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COPY_EDITOR, Role.REPORTER])
def test_others_are_not_let_in(desk_of: Any, role: Role) -> None:
    story = published("Bridge open")
    client = desk_of(role)

    assert (
        address(story) not in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    )
    assert client.get(address(story)).status_code in (302, 403)
    client.post(address(story), ANSWERS)
    assert Publication.objects.get(pk=story.uuid).status == "public"
