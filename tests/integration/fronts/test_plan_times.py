"""“At 06:00” is the paper's six o'clock, whatever zone an editor has chosen for the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from dateline.fronts.models import Front, Plan
from dateline.fronts.queries import places_of
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.stories import draft

RIGA = ZoneInfo("Europe/Riga")


@pytest.fixture
def traveler(client: Client, editor: User, settings: Any) -> Client:
    """An editor who has the desk's times in Tokyo's; the paper comes out in Riga."""
    settings.TIME_ZONE = "Europe/Riga"
    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()
    client.force_login(editor)
    return client


def test_plan_is_for_the_papers_time_and_says_so(traveler: Client, home: Front) -> None:
    story = draft("The vote")
    data = {"name": "Morning", "at": "2099-01-01T06:00", "story": [str(story.pk)], "save": "1"}

    traveler.post(reverse("plans:add"), data)

    plan = Plan.objects.get()
    assert plan.at == datetime(2099, 1, 1, 6, tzinfo=RIGA)
    screen = traveler.get(reverse("plans:edit", args=[plan.pk])).content.decode()
    assert 'value="2099-01-01T06:00"' in screen
    assert "In the paper’s time zone: Europe/Riga" in screen
    assert "2099, 06:00" in traveler.get(reverse("plans:list")).content.decode()


def test_place_on_a_front_ends_at_the_papers_time(traveler: Client, home: Front, flood: StoryPage) -> None:
    data = {"story": [flood.pk], "zone": ["lead"], "until": ["2099-01-01T06:00"], "seen": "0", "save": "1"}

    traveler.post(reverse("fronts:edit", args=[home.pk]), data)

    assert [place.until for place in places_of(home)] == [datetime(2099, 1, 1, 6, tzinfo=RIGA)]
    assert 'value="2099-01-01T06:00"' in traveler.get(reverse("fronts:edit", args=[home.pk])).content.decode()
