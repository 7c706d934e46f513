"""The list of stories: who sees what, its states, filters, links and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Task, Workflow
from wagtail.permissions import policy_registry

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import SectionPage
from dateline.stories.desk_queries import SHOWN_TO, sections_where, stories_shown_to
from dateline.stories.models import StoryPage
from dateline.stories.story_states import State, in_state, states_of
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.staff import OF_ONE_SECTION, member, permission, town_editor
from tests.factories.stories import NOON, contributor, draft, published

CAST = [*Role, OF_ONE_SECTION]


def somebody(role: str) -> User:
    return town_editor() if role == OF_ONE_SECTION else member(role)


def headlines(client: Client, **filters: Any) -> list[str]:
    response = client.get(reverse("stories:index"), filters)
    return [str(story) for story in response.context["object_list"]]


@pytest.mark.parametrize("role", CAST)
def test_role_sees_the_stories_that_wagtail_would_show(paper: HomePage, role: str) -> None:
    published("In town")
    draft("At sea", within="sea")
    user = somebody(role)
    explorable = policy_registry.get_by_type(Page).explorable_instances(User.objects.get(pk=user.pk))
    allowed = set(explorable.values_list("pk", flat=True)) if _has_rules(user) else set()

    shown = set(stories_shown_to(user).values_list("pk", flat=True))

    assert shown == set(StoryPage.objects.filter(pk__in=allowed).values_list("pk", flat=True))


@pytest.mark.parametrize("role", CAST)
@pytest.mark.parametrize("action", ["add", "change", "publish"])
def test_sections_of_a_role_are_those_of_wagtail(paper: HomePage, role: str, action: str) -> None:
    user = somebody(role)
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(
        User.objects.get(pk=user.pk), action
    )
    # Whoever may add changes what is their own, which no section is.
    wanted = SectionPage.objects.filter(pk__in=allowed.values("pk"))

    assert set(sections_where(user, action)) == set(wanted)


def test_rule_on_a_single_story_shows_that_story(paper: HomePage) -> None:
    story, user = draft("Shared"), User.objects.create(username="guest", email="guest@harbour.example")
    draft("Another")
    group = Group.objects.create(name="Guests")
    user.groups.add(group)
    GroupPagePermission.objects.create(
        group=group, page_id=story.pk, permission=permission("wagtailcore.change_page")
    )

    assert list(stories_shown_to(user)) == [story]


def _has_rules(user: User) -> bool:
    rules = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    codenames = {f"{action}_page" for action in SHOWN_TO}
    return user.is_superuser or any(rule.permission.codename in codenames for rule in rules)


@pytest.fixture
def lives(paper: HomePage) -> dict[State, StoryPage]:
    """Return a story in each state of its life."""
    editor: Any = member(Role.EDITOR)
    submitted, scheduled = (
        draft("Submitted"),
        draft("Scheduled", go_live_at=timezone.now() + timedelta(days=1)),
    )
    submitted.save_revision(user=editor)
    Workflow.objects.get().start(submitted, editor)
    scheduled.save_revision().publish()
    changed = published("Changed", at=NOON)
    changed.title = "Changed again"
    changed.save_revision()
    unpublished, removed = published("Unpublished", at=NOON), published("Removed", at=NOON)
    unpublish_page(page=unpublished, by=editor)
    take_down(page=removed, by=editor, reason=RemovalReason.LEGAL)
    return {
        State.DRAFT: draft("Draft"),
        State.SUBMITTED: submitted,
        State.SCHEDULED: scheduled,
        State.LIVE: published("Live", at=NOON),
        State.CHANGED: changed,
        State.UNPUBLISHED: unpublished,
        State.REMOVED: removed,
    }


def test_each_state_is_known_and_found(lives: dict[State, StoryPage]) -> None:
    stories = {story.pk: story for story in StoryPage.objects.all()}
    states = states_of(stories.values())

    assert {state: states[story.pk].state for state, story in lives.items()} == {each: each for each in State}
    for state in State:
        found = set(StoryPage.objects.filter(in_state(state)).values_list("pk", flat=True))
        wanted = {pk for pk, known in states.items() if known.state == state}
        if state is State.LIVE:
            wanted |= {pk for pk, known in states.items() if known.state == State.CHANGED}
        assert found == wanted, state


def test_list_says_state_step_and_times(lives: dict[State, StoryPage], editor: Client) -> None:
    rows = editor.get(reverse("stories:index")).context["object_list"]
    shown = {row.pk: row.state_shown for row in rows}

    assert shown[lives[State.SUBMITTED].pk].step == "Copy desk"
    assert shown[lives[State.SCHEDULED].pk].goes_out_at is not None
    html = editor.get(reverse("stories:index")).content.decode()
    assert all(str(state.label) in html for state in State)


def test_draft_shows_the_length_of_its_newest_text(paper: HomePage, editor: Client) -> None:
    story: Any = published("Long", body=[("paragraph", "<p>One two three.</p>")])
    story.body = [("paragraph", "<p>One two three four five.</p>")]
    story.save_revision()

    (row,) = editor.get(reverse("stories:index")).context["object_list"]

    assert row.words_shown == 5


def test_new_filters_narrow_the_list_down(lives: dict[State, StoryPage], editor: Client) -> None:
    reporter = member(Role.REPORTER)
    StoryPage.objects.filter(pk=lives[State.DRAFT].pk).update(owner=reporter)
    task = Task.objects.get(name="Copy desk")
    today = published("Just out", by=["Ines Moreau"], at=timezone.now())

    assert headlines(editor, step=task.pk) == ["Submitted"]
    assert headlines(editor, owner=reporter.pk) == ["Draft"]
    assert headlines(editor, day="today") == [str(today)]
    assert headlines(editor, author=contributor("Ines Moreau").pk) == [str(today)]
    assert "Unpublished" in headlines(editor, published_at_from="2026-03-14", published_at_to="2026-03-14")
    # Made without a revision, so that nobody has edited it.
    everything = {str(story) for story in StoryPage.objects.all()} - {"Draft"}
    assert set(headlines(editor, edited="today")) == everything
    assert headlines(editor, state="draft", section=section("sea").pk) == []


def test_search_looks_in_headlines_within_the_filters(paper: HomePage, editor: Client) -> None:
    published("Ferry strike over", at=NOON)
    published("Ferry back", within="sea", at=NOON)
    draft("Night train", body=[("paragraph", "<p>The ferry sails.</p>")])

    assert set(headlines(editor, q="ferr")) == {"Ferry strike over", "Ferry back"}
    assert headlines(editor, q="ferry", section=section("sea").pk) == ["Ferry back"]
    assert headlines(editor, q="ferry", state="draft") == []


@pytest.mark.parametrize("words", ['"ferry', '"', "!!!", "ferry OR", "'; --", "a" * 300])
def test_odd_searches_are_answered(paper: HomePage, editor: Client, words: str) -> None:
    published("Ferry back", at=NOON)
    chooser = reverse("wagtailadmin_choose_page_search")

    assert editor.get(reverse("stories:index"), {"q": words}).status_code == 200
    assert editor.get(chooser, {"q": words, "page_type": "paper_stories.storypage"}).status_code == 200


def test_pages_of_the_list_follow_one_another(paper: HomePage, editor: Client) -> None:
    for number in range(45):
        draft(f"Story {number:02}").save_revision()

    first, second = headlines(editor), headlines(editor, p=2)

    assert first == [f"Story {number:02}" for number in range(44, 14, -1)]
    assert second == [f"Story {number:02}" for number in range(14, -1, -1)]


def test_links_above_the_list_lead_to_their_answers(paper: HomePage, editor: Client) -> None:
    response = editor.get(reverse("stories:index"), {"state": "submitted"})

    links = {link.name: link for link in response.context["saved_links"]}
    assert links["Handed in"].is_current
    assert not links["All"].is_current
    assert all(editor.get(link.address).status_code == 200 for link in links.values())


@pytest.mark.parametrize("role", [Role.REPORTER, OF_ONE_SECTION, Role.ADMINISTRATOR])
def test_list_asks_no_more_for_more_stories(paper: HomePage, role: str) -> None:
    client = Client()
    client.force_login(somebody(role))
    for number in range(3):
        _story(number)
    few = _queries(client)
    for number in range(3, 30):
        _story(number)

    assert _queries(client) == few
    assert few <= 40


def _story(number: int) -> None:
    story = draft(f"Story {number}", by=["Ines Moreau", "Pavel Orlov"])
    if number % 3 == 0:
        publish_page(page=story, by=None)
        return
    story.save_revision(user=member(Role.REPORTER))
    if number % 3 == 1:
        Workflow.objects.get().start(story, member(Role.REPORTER))


def _queries(client: Client) -> int:
    client.get(reverse("stories:index"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("stories:index")).status_code == 200
    return len(asked)
