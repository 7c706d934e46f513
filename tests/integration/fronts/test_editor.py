"""The front editor: every button works as a plain form, two editors cannot overwrite one another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from dateline.fronts.actions import arrange_front, place_story
from dateline.fronts.arrangements import Place
from dateline.fronts.choices import Zone
from dateline.fronts.desk_queries import fronts_with_warnings, stories_of, warnings_for
from dateline.fronts.models import Front, Plan
from dateline.fronts.queries import places_of
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.staff import member
from tests.factories.stories import NOON, draft, published

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def address(front: Front) -> str:
    return reverse("fronts:edit", args=[front.pk])


def sent(*places: tuple[StoryPage, str], **more: Any) -> dict[str, Any]:
    return {
        "story": [story.pk for story, _ in places],
        "zone": [zone for _, zone in places],
        "until": ["" for _ in places],
        "seen": "0",
        **more,
    }


def test_editor_shows_what_is_chosen_and_what_fills_itself(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.OPINION, by=editor)

    page = desk.get(address(home)).content.decode()

    assert f'data-slot="{flood.pk}"' in page
    assert f'value="{choir.pk}:lead:99"' in page


def test_button_changes_the_screen_and_not_the_paper(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage
) -> None:
    answer = desk.post(address(home), sent((flood, "lead"), drop=f"{choir.pk}:secondary:0"))

    assert [
        (zone.value, [row.story_id for row in zone.rows]) for zone in answer.context["zones"] if zone.rows
    ] == [("lead", [flood.pk]), ("secondary", [choir.pk])]
    assert places_of(home) == ()


def test_new_lead_moves_the_former_one_beside_itself_on_the_screen_too(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage
) -> None:
    answer = desk.post(address(home), sent((flood, "lead"), drop=f"{choir.pk}:lead:0"))

    shown = {zone.value: [row.story_id for row in zone.rows] for zone in answer.context["zones"]}
    assert (shown["lead"], shown["secondary"]) == ([choir.pk], [flood.pk])


def test_part_of_the_screen_says_where_the_story_stands(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage
) -> None:
    data = sent((flood, "secondary"), (choir, "secondary"), move=f"{choir.pk}:up")

    page = desk.post(address(home), data, headers={"X-Dateline-Part": "making"}).content.decode()

    assert "“The choir sings”: Beside the lead, place 1 of 2" in page
    assert "<html" not in page


def test_save_through_the_form_puts_the_arrangement_on_the_paper(
    desk: Client, home: Front, flood: StoryPage
) -> None:
    answer = desk.post(address(home), sent((flood, "lead"), save="1"))

    assert answer.status_code == 302
    assert places_of(home) == (Place(flood.pk, Zone.LEAD),)


def test_second_editor_is_refused_sees_both_and_can_decide(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)

    answer = desk.post(address(home), sent((choir, "lead"), save="1"))

    assert answer.status_code == 409
    assert places_of(home) == (Place(flood.pk, Zone.LEAD),)
    page = answer.content.decode()
    assert "“Flood on the quay” taken from “Lead”" in page.replace("&quot;", '"')
    assert [row.story_id for row in answer.context["zones"][0].rows] == [choir.pk]

    seen = answer.context["sent"].seen
    desk.post(address(home), sent((choir, "lead"), save="1", seen=str(seen)))
    assert places_of(home) == (Place(choir.pk, Zone.LEAD),)


def test_preview_is_the_real_front_with_the_arrangement_of_the_screen(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage
) -> None:
    url = reverse("fronts:preview", args=[home.pk])

    first = desk.post(url, sent((flood, "lead"))).content.decode()
    second = desk.post(url, sent((choir, "lead"))).content.decode()

    assert "Flood on the quay" in first
    assert first != second
    assert places_of(home) == ()


def test_any_version_comes_back_with_one_button(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)
    home.refresh_from_db()
    wanted = home.latest_revision_id
    place_story(story=choir, front=home, zone=Zone.LEAD, by=editor)
    home.refresh_from_db()

    answer = desk.post(address(home), sent(restore=str(wanted), seen=str(home.latest_revision_id)))

    assert answer.status_code == 302
    assert places_of(home) == (Place(flood.pk, Zone.LEAD),)


def test_warnings_name_what_is_wrong(home: Front, flood: StoryPage) -> None:
    old = published("The bridge of last month", at=NOON - timedelta(days=30))
    unseen = draft("Not yet written")
    places = (
        Place(flood.pk, Zone.LEAD),
        Place(old.pk, Zone.LEAD),
        Place(unseen.pk, Zone.SECONDARY),
        Place(987654, Zone.OPINION),
    )

    found = warnings_for(home, places, stories=stories_of(places), now=LATER)

    assert found[flood.pk] == ["The lead has no picture."]
    assert "There is no room for it; it waits until a story before it goes." in found[old.pk]
    assert "Older than 7 days." in found[old.pk]
    assert found[unseen.pk] == ["Readers do not see it: draft."]
    assert found[987654] == ["The story is gone."]


def test_lead_of_two_fronts_and_an_expired_slot_are_told(
    home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    town = Front.objects.get_or_create(section=flood.section)[0]
    arrange_front(front=town, places=[Place(flood.pk, Zone.LEAD)], by=editor)
    places = (Place(flood.pk, Zone.LEAD), Place(choir.pk, Zone.SECONDARY, NOON))

    found = warnings_for(home, places, stories=stories_of(places), now=LATER)

    assert f"It also leads {town}." in found[flood.pk]
    assert found[choir.pk] == ["Its time here is over."]


def test_list_of_fronts_counts_the_warnings(
    desk: Client, home: Front, flood: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.LEAD, by=editor)

    assert fronts_with_warnings(now=LATER) == [(home, 1)]
    assert desk.get(reverse("fronts:list")).status_code == 200


def test_reporter_can_neither_arrange_nor_plan(client: Client, home: Front) -> None:
    client.force_login(member(Role.REPORTER))

    for name, args in (("fronts:edit", [home.pk]), ("fronts:preview", [home.pk]), ("plans:list", [])):
        answer = client.get(reverse(name, args=args))
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("wagtailadmin_home"))


def test_history_of_wagtail_leads_an_earlier_arrangement_into_the_editor(
    desk: Client, home: Front, flood: StoryPage, choir: StoryPage, editor: User
) -> None:
    place_story(story=flood, front=home, zone=Zone.OPINION, by=editor)
    home.refresh_from_db()
    version = home.latest_revision_id
    arrange_front(front=home, places=[Place(choir.pk, Zone.LEAD)], by=editor)

    answer = desk.get(reverse("fronts:revisions_revert", args=[home.pk, version]))

    assert [row.story_id for zone in answer.context["zones"] for row in zone.rows] == [flood.pk]
    assert places_of(home) == (Place(choir.pk, Zone.LEAD),)


def test_plan_is_made_arranged_previewed_and_carried_out_on_the_desk(
    desk: Client, home: Front, flood: StoryPage
) -> None:
    vote = draft("The vote")
    data = {"name": "Election night", "at": "2099-01-01T06:00", "story": [str(vote.pk)], "save": "1"}
    assert desk.post(reverse("plans:add"), data).status_code == 302
    plan = Plan.objects.get()
    front = reverse("plans:front", args=[plan.pk, home.pk])

    assert "The vote" in desk.get(front).content.decode()
    preview = reverse("plans:front_preview", args=[plan.pk, home.pk])
    assert "The vote" in desk.post(preview, sent((vote, "lead"))).content.decode()
    desk.post(front, sent((vote, "lead"), save="1"))
    assert not StoryPage.objects.get(pk=vote.pk).live
    assert "Election night" in desk.get(reverse("plans:list")).content.decode()
    desk.post(reverse("plans:edit", args=[plan.pk]), {"now": "1"})

    assert StoryPage.objects.get(pk=vote.pk).live
    assert places_of(home) == (Place(vote.pk, Zone.LEAD),)


def test_plan_shows_beforehand_what_stands_against_it(desk: Client, home: Front) -> None:
    empty = draft("No text at all", body=[])
    data = {"name": "Morning", "at": "2099-01-01T06:00", "story": [str(empty.pk)], "save": "1"}
    desk.post(reverse("plans:add"), data)

    page = desk.get(reverse("plans:edit", args=[Plan.objects.get().pk])).content.decode()

    assert "A story needs a text." in page


def test_story_that_somebody_may_not_publish_does_not_enter_the_plan_and_nothing_typed_is_lost(
    desk: Client, home: Front, editor: User
) -> None:
    vote = draft("The vote")
    GroupPagePermission.objects.filter(group__name=Role.EDITOR).delete()
    data = {"name": "Election night", "at": "2099-01-01T06:00", "story": [str(vote.pk)], "save": "1"}

    page = desk.post(reverse("plans:add"), data).content.decode()

    assert "may not publish it" in page
    assert "Election night" in page
    assert not Plan.objects.exists()


@pytest.mark.parametrize("junk", ["²", "9" * 40, "-1", "x", ""])
def test_editor_leaves_out_what_is_no_story(desk: Client, home: Front, junk: str) -> None:
    data = {"story": [junk], "zone": ["lead"], "until": ["never"], "drop": f"{junk}:lead:{junk}", "save": "1"}

    assert desk.post(address(home), {**data, "seen": junk}).status_code == 302
    assert places_of(home) == ()
    assert desk.post(address(home), {"restore": junk, "seen": "0"}).status_code in (200, 422)
