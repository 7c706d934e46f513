"""The first page of the desk: what each role finds on it, and nothing that is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Comment, CommentReply, Workflow
from wagtail.users.models import UserProfile

from dateline.desk.home.queues import Queue, register_queue, unregister_queue
from dateline.desk.home.shown import Lines, StoryLine
from dateline.edition.actions import add_readings
from dateline.publishing.actions import publish_page
from dateline.publishing.models import ScheduleFailure
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.staff import member, town_editor
from tests.factories.stories import draft, published

NOW = datetime(2026, 3, 14, 14, 0, tzinfo=UTC)
PARTS = re.compile(r'<section class="desk-panel[^>]*aria-labelledby="desk-(\w+)-heading">(.*?)</section>')
DASHBOARD = re.compile(r'<div class="w-dashboard.*</main>')


@pytest.fixture(autouse=True)
def _at_two() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def home_of(client: Client) -> str:
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def panels_of(client: Client) -> dict[str, str]:
    """Return the panels by name; sections within one are not told apart."""
    text = home_of(client)
    names = re.findall(r'aria-labelledby="desk-(\w+)-heading"', text)
    parts = re.split(r'<section class="desk-panel[^>]*>', text)[1:]
    return dict(zip(names[-len(parts) :], parts, strict=True)) if parts else {}


def hand_in(story: StoryPage, by: User) -> None:
    story.save_revision(user=by)
    Workflow.objects.get().start(story, by)


def edit(story: StoryPage, title: str, by: User | None = None) -> None:
    changed = StoryPage.objects.get(pk=story.pk)
    changed.title = title
    changed.save_revision(user=by, log_action=True)


def edit_link(story: StoryPage) -> str:
    return f'href="{reverse("wagtailadmin_pages:edit", args=[story.pk])}"'


def test_each_role_sees_what_concerns_it(desk_of: Callable[[Role], Client]) -> None:
    story = published("Ferry back in service", at=NOW - timedelta(hours=1))
    add_readings(counts={story.public_path(): 4}, at=NOW)

    panels = {role: " ".join(panels_of(desk_of(role))) for role in Role}

    writing, everybody = "write live_now readers", "live_now readers"
    assert panels == {
        Role.REPORTER: writing,
        Role.EDITOR: writing,
        Role.COPY_EDITOR: everybody,
        Role.PHOTO_EDITOR: everybody,
        Role.LISTINGS_EDITOR: everybody,
        Role.EDITOR_IN_CHIEF: f"{writing} lights",
        Role.ADMINISTRATOR: f"{writing} lights",
    }


@pytest.mark.parametrize("role", list(Role))
def test_every_link_can_be_opened(desk_of: Callable[[Role], Client], role: Role) -> None:
    story = published("Ferry back in service", at=NOW - timedelta(hours=1))
    edit(story, "Ferry late again")
    draft("Going out", owner=member(Role.EDITOR)).save_revision(approved_go_live_at=NOW + timedelta(hours=1))
    hand_in(draft("To be read", owner=member(Role.REPORTER)), member(Role.REPORTER))
    add_readings(counts={story.public_path(): 4}, at=NOW)
    client = desk_of(role)

    (dashboard,) = DASHBOARD.findall(home_of(client))
    links = set(re.findall(r'href="(/[^"#]*)"', dashboard))

    assert links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_own_stories_are_listed_with_their_state_unfinished_ones_first(reporter: Client) -> None:
    me = member(Role.REPORTER)
    done = published("In print", at=NOW - timedelta(hours=3), owner=me)
    changed = published("Changed since", at=NOW - timedelta(hours=3), owner=me)
    edit(changed, "Changed since then")
    planned, handed_in = draft("Planned", owner=me), draft("Handed over", owner=me)
    planned.save_revision(approved_go_live_at=NOW + timedelta(minutes=90))
    hand_in(handed_in, me)
    draft("Just begun", owner=me).save_revision()
    draft("Somebody else's", owner=member(Role.EDITOR)).save_revision()

    own = panels_of(reporter)["my_stories"]

    assert "Somebody else's" not in own
    assert re.findall(r'desk-line__title"[^>]*>([^<]*)<', own)[-1] == "In print"
    for title, state in (
        ("In print", "In the paper<"),
        ("Changed since then", "In the paper, with unpublished changes"),
        ("Planned", "Goes out 15:30"),
        ("Handed over", "Handed in, with “Copy desk”"),
        ("Just begun", "Draft"),
    ):
        assert re.search(f">{title}</a>(?:(?!<li).)*{state}", own), title
    assert edit_link(planned) in own
    assert f'href="{done.public_path()}"' in own


def test_stories_of_others_that_somebody_changed_are_listed_apart(editor: Client) -> None:
    me = member(Role.EDITOR)
    edit(published("Somebody's", at=NOW - timedelta(hours=3), owner=member(Role.REPORTER)), "Mended", by=me)
    edit(published("Mine", at=NOW - timedelta(hours=3), owner=me), "Mine mended", by=me)

    own, others = panels_of(editor)["my_stories"].split("Stories of others that you changed lately")

    assert ("Mine mended" in own, "Mended" in own) == (True, False)
    assert ("Mine mended" in others, "Mended" in others) == (False, True)


def test_step_waits_for_those_who_can_take_it(desk_of: Callable[[Role], Client]) -> None:
    story = draft("Handed over", owner=member(Role.REPORTER))
    hand_in(story, member(Role.REPORTER))

    waiting = {role: panels_of(desk_of(role)).get("waiting", "") for role in Role}

    may_take = {role for role, text in waiting.items() if edit_link(story) in text}
    assert may_take == {Role.COPY_EDITOR, Role.EDITOR, Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR}
    assert "Copy desk" in waiting[Role.COPY_EDITOR]
    assert "Reporters" in waiting[Role.COPY_EDITOR]


def test_step_in_another_section_waits_for_nobody_of_this_one(paper: object) -> None:
    hand_in(draft("Of the town", within="town", owner=member(Role.REPORTER)), member(Role.REPORTER))
    hand_in(draft("Of the sea", within="sea", owner=member(Role.REPORTER)), member(Role.REPORTER))
    client = Client()
    client.force_login(town_editor())

    text = home_of(client)

    assert "Of the town" in text
    assert "Of the sea" not in text


def test_story_that_was_sent_back_waits_for_its_reporter(reporter: Client) -> None:
    story = draft("Too long", owner=member(Role.REPORTER))
    hand_in(story, member(Role.REPORTER))
    state = story.current_workflow_task_state
    state.task.specific.on_action(
        state, user=member(Role.COPY_EDITOR), action_name="reject", comment="Cut it."
    )

    panels = panels_of(reporter)

    assert "Sent back to you" in panels["waiting"]
    assert "Cut it." in panels["waiting"]
    assert "Copy editors" in panels["waiting"]
    assert "Sent back by “Copy desk”" in panels["my_stories"]


def test_comments_wait_until_they_are_answered_or_resolved(reporter: Client) -> None:
    me, other = member(Role.REPORTER), member(Role.EDITOR)
    story = draft("Discussed", owner=me)
    foreign = draft("Not mine", owner=other)
    asked = Comment.objects.create(page=story, user=other, text="Who says so?", contentpath="body")
    Comment.objects.create(page=story, user=me, text="Note to self", contentpath="body")
    Comment.objects.create(page=foreign, user=other, text="None of my business", contentpath="body")
    Comment.objects.create(page=story, user=other, text="Done", contentpath="body", resolved_at=NOW)

    waiting = panels_of(reporter)["waiting"]
    assert "Who says so?" in waiting
    assert not re.search("Note to self|None of my business|Done", waiting)

    CommentReply.objects.create(comment=asked, user=me, text="The mayor.")
    assert "waiting" not in panels_of(reporter)

    CommentReply.objects.create(comment=asked, user=other, text="Which one?")
    assert "Which one?" in panels_of(reporter)["waiting"]


def test_schedule_of_the_day_tells_lateness_and_refusal(editor: Client) -> None:
    for title, minutes in (("Later", 300), ("Soon", 20), ("Late", -7), ("Refused", -7), ("Now", 0)):
        draft(title).save_revision(approved_go_live_at=NOW + timedelta(minutes=minutes))
    draft("Next week").save_revision(approved_go_live_at=NOW + timedelta(days=7))
    ends = published("Offer", at=NOW - timedelta(days=1))
    page = StoryPage.objects.get(pk=ends.pk)
    page.expire_at = NOW + timedelta(hours=2)
    publish_page(page=page, by=None, at=NOW - timedelta(hours=1))
    refused = StoryPage.objects.get(title="Refused")
    ScheduleFailure.objects.create(
        page_id=refused.pk, due_at=NOW, tried_at=NOW, reason="The picture has no credit."
    )

    going = panels_of(editor)["going_out"]

    assert "Going out today" in going
    assert re.findall(r"<time[^>]*>([^<]*)<", going) == [
        *("13:53", "13:53", "14:00", "14:20", "16:00", "19:00")
    ]
    assert re.search(r">Late</a>(?:(?!<li).)*late by 7 minutes", going)
    assert re.search(r">Refused</a>(?:(?!<li).)*The picture has no credit\.(?:(?!<li).)*refused", going)
    assert re.search(r">Offer</a>(?:(?!<li).)*comes off", going)
    assert "Next week" not in going


def test_schedule_with_nothing_more_today_tells_the_next(editor: Client) -> None:
    draft("Sunday's").save_revision(approved_go_live_at=NOW + timedelta(days=8))
    draft("Monday's").save_revision(approved_go_live_at=NOW + timedelta(days=9))

    going = panels_of(editor)["going_out"]

    assert "Next to go out" in going
    assert "On Sunday, 22 March:" in going
    assert "Sunday's" in going
    assert "Monday's" not in going


def test_times_of_the_schedule_are_the_papers(editor: Client) -> None:
    draft("At four").save_revision(approved_go_live_at=NOW + timedelta(hours=2))
    UserProfile.objects.create(user=member(Role.EDITOR), current_time_zone="Asia/Tbilisi")

    going = panels_of(editor)["going_out"]

    assert ">16:00</time>" in going
    assert "The times are the paper’s (UTC)." in going


def test_schedules_of_a_section_that_is_closed_to_somebody_are_not_told(
    desk_of: Callable[[Role], Client],
) -> None:
    for within in ("town", "sea"):
        story = draft(f"Secret of the {within}", within=within)
        story.save_revision(approved_go_live_at=NOW + timedelta(hours=1))
    town = Client()
    town.force_login(town_editor())

    assert "Secret of the town" in home_of(town)
    for client in (town, desk_of(Role.PHOTO_EDITOR), desk_of(Role.LISTINGS_EDITOR)):
        assert "Secret of the sea" not in home_of(client)


def test_live_now_has_the_newest_and_the_latest_updates_with_readings(editor: Client) -> None:
    old = published("Old", at=NOW - timedelta(days=5))
    for number in range(12):
        published(f"News {number}", at=NOW - timedelta(hours=2, minutes=number))
    page = StoryPage.objects.get(pk=old.pk)
    page.change_kind, page.change_summary = "correction", "It was the other pier."
    page.title = "Old, corrected"
    publish_page(page=page, by=None, at=NOW - timedelta(minutes=5))
    add_readings(counts={old.public_path(): 3}, at=NOW)
    add_readings(counts={old.public_path(): 1200}, at=NOW - timedelta(hours=4))

    live = panels_of(editor)["live_now"]

    titles = re.findall(r'desk-line__title"[^>]*>([^<]*)<', live)
    assert (titles[0], len(titles)) == ("Old, corrected", 10)
    assert re.search(r">Old, corrected</a>(?:(?!<li).)*Correction<(?:(?!<li).)*1,?203 readings today", live)
    assert "3 in the last hour" in live


def test_draft_headline_of_a_public_story_is_for_those_who_may_open_it(
    desk_of: Callable[[Role], Client],
) -> None:
    story = published("Mayor resigns", at=NOW - timedelta(hours=1), owner=member(Role.EDITOR))
    edit(story, "Mayor arrested")
    seen = {role: home_of(desk_of(role)) for role in Role}

    assert {role for role, text in seen.items() if "Mayor arrested" in text} == {
        *(Role.EDITOR, Role.COPY_EDITOR, Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR)
    }
    assert all("Mayor resigns" in seen[role] for role in (Role.REPORTER, Role.LISTINGS_EDITOR))


def test_changes_that_wait_are_shown_to_those_who_publish_them(desk_of: Callable[[Role], Client]) -> None:
    town = published("Town news", within="town", at=NOW - timedelta(days=3))
    sea = published("Sea news", within="sea", at=NOW - timedelta(days=3))
    for story in (town, sea):
        edit(story, f"{story.title}, put right")

    waiting = {role: panels_of(desk_of(role)).get("corrections", "") for role in Role}
    client = Client()
    client.force_login(town_editor())
    of_town = panels_of(client)["corrections"]

    assert {role for role, text in waiting.items() if text} == {
        *(Role.EDITOR, Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR)
    }
    assert "Changes that readers do not see yet" in waiting[Role.EDITOR]
    assert edit_link(sea) in waiting[Role.EDITOR]
    assert ("Town news, put right" in of_town, "Sea news" in of_town) == (True, False)


def test_package_adds_its_queue(desk_of: Callable[[Role], Client]) -> None:
    asked: list[User] = []

    def lines(user: User, now: datetime) -> Lines:
        asked.append(user)
        return Lines(lines=(StoryLine(title="Wrong pier", url="/desk/", note="It is <b>east</b>."),), total=9)

    register_queue(Queue(name="reports", heading="Reports of readers", lines=lines, order=50))
    try:
        corrections = panels_of(desk_of(Role.EDITOR))["corrections"]
    finally:
        unregister_queue("reports")

    assert asked == [member(Role.EDITOR)]
    assert "Reports of readers" in corrections
    assert "and 8 more" in corrections
    assert "corrections" not in panels_of(desk_of(Role.EDITOR))


def test_page_asks_as_many_questions_however_much_there_is(
    desk_of: Callable[[Role], Client], django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    chief, me, other = desk_of(Role.EDITOR_IN_CHIEF), member(Role.EDITOR_IN_CHIEF), member(Role.REPORTER)

    def busy_day(count: int) -> None:
        for number in range(count):
            for within in ("town", "sea"):
                name = f"{within} {count} {number}"
                story = published(f"Public {name}", within=within, at=NOW - timedelta(hours=1), owner=me)
                edit(story, f"Changed {name}")
                edit(published(f"Other {name}", within=within, at=NOW, owner=other), f"Mended {name}", by=me)
                add_readings(counts={story.public_path(): number + 1}, at=NOW)
                draft(f"Due {name}", within=within).save_revision(
                    approved_go_live_at=NOW + timedelta(hours=1)
                )
                hand_in(draft(f"Handed in {name}", within=within, owner=me), other)
                Comment.objects.create(page=story, user=other, text="Why?", contentpath="body")

    busy_day(1)
    chief.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        chief.get(reverse("wagtailadmin_home"))
    busy_day(6)
    with django_assert_max_num_queries(len(few) + 2):
        chief.get(reverse("wagtailadmin_home"))
    assert len(few) < 95


def test_page_speaks_russian(desk_of: Callable[[Role], Client]) -> None:
    published("Ferry back in service", at=NOW - timedelta(hours=1))

    text = desk_of(Role.ADMINISTRATOR).get("/desk/", headers={"accept-language": "ru"}).content.decode()

    assert "Сейчас в газете" in text
    translation.deactivate()
