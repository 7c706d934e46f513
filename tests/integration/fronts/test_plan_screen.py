"""The screen of a plan: which stories it offers, and the way to a front, on which nothing is left behind."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dateline.fronts.models import Front, Plan
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.stories import draft


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_only_what_can_still_go_out_is_offered(desk: Client, home: Front, flood: StoryPage) -> None:
    vote = draft("The vote")

    offered = [story.pk for story in desk.get(reverse("plans:add")).context["candidates"]]
    assert offered == [vote.pk]

    added = desk.post(reverse("plans:add"), {"name": "Morning", "add": str(vote.pk)}).content.decode()
    assert '<details class="fronts-more" open>' in added

    flood.save_revision()
    StoryPage.objects.filter(pk=flood.pk).update(has_unpublished_changes=True)
    offered = [story.pk for story in desk.get(reverse("plans:add")).context["candidates"]]
    assert set(offered) == {vote.pk, flood.pk}


def test_way_to_a_front_saves_the_plan_as_it_stands(desk: Client, home: Front) -> None:
    vote, choir = draft("The vote"), draft("The choir")
    data = {"name": "Morning", "at": "2099-01-01T06:00", "story": [str(vote.pk)], "arrange": str(home.pk)}

    made = desk.post(reverse("plans:add"), data)

    plan = Plan.objects.get()
    assert made.headers["Location"] == reverse("plans:front", args=[plan.pk, home.pk])
    changed = {**data, "story": [str(vote.pk), str(choir.pk)]}
    desk.post(reverse("plans:edit", args=[plan.pk]), changed)
    assert plan.stories.count() == 2
    assert "The choir" in desk.get(made.headers["Location"]).content.decode()


def test_way_to_a_front_stays_on_the_plan_when_it_cannot_be_saved(desk: Client, home: Front) -> None:
    answer = desk.post(reverse("plans:add"), {"name": "Morning", "at": "", "arrange": str(home.pk)})

    assert answer.status_code == 200
    assert not Plan.objects.exists()
    assert 'value="Morning"' in answer.content.decode()
