"""Bylines that change places or people keep the rule that nobody is named twice, at every step of saving."""

from __future__ import annotations

import pytest

from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import contributor, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> StoryPage:
    make_paper()
    return published("The ferry is back", by=["Ines Moreau", "Petr Volkov"])


def _names(story: StoryPage) -> list[str]:
    return [byline.contributor.name for byline in StoryPage.objects.get(pk=story.pk).bylines.all()]


def test_two_people_can_be_exchanged(story: StoryPage) -> None:
    first, second = story.bylines.all()
    first.contributor, second.contributor = second.contributor, first.contributor
    story.bylines.set([first, second])

    publish_page(page=story, by=None)

    assert _names(story) == ["Petr Volkov", "Ines Moreau"]


def test_new_row_can_name_somebody_whom_another_row_names_until_now(story: StoryPage) -> None:
    first, second = story.bylines.all()
    moved = type(first)(contributor=first.contributor, role=first.role, sort_order=0)
    first.contributor, first.sort_order, second.sort_order = contributor("Ada Brandt"), 1, 2
    story.bylines.set([moved, first, second])

    publish_page(page=story, by=None)

    assert _names(story) == ["Ines Moreau", "Ada Brandt", "Petr Volkov"]


def test_old_draft_can_be_published_whose_row_names_somebody_else_now(story: StoryPage) -> None:
    old = story.save_revision()
    first, second = story.bylines.all()
    again = type(first)(contributor=first.contributor, role=first.role, sort_order=0)
    second.contributor, second.sort_order = contributor("Ada Brandt"), 1
    story.bylines.set([again, second])
    publish_page(page=story, by=None)

    publish_page(page=old.as_object(), by=None)

    assert _names(story) == ["Ines Moreau", "Petr Volkov"]
