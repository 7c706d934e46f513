"""How often the screens that are opened all day ask the database: a fixed number of times."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from dateline.fronts.models import HomePage
from dateline.sections.models import Topic
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import OF_ONE_SECTION, member, town_editor
from tests.factories.stories import draft, published

CHOOSER = f"{reverse('wagtailadmin_choose_page')}?page_type=paper_stories.storypage"
# Before things were asked once each, the edit screen needed more than a hundred.
MOST = {"editor": 75, "list": 31, "chooser": 24}
# The same questions are asked of every database; test_home and test_story_list have them answered by both.
pytestmark = pytest.mark.any_database


def handed_in() -> StoryPage:
    story = draft("Waiting")
    story.save_revision(user=member(Role.REPORTER))
    Workflow.objects.get().start(story, member(Role.REPORTER))
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture(params=[Role.ADMINISTRATOR, Role.EDITOR, OF_ONE_SECTION])
def client_of(paper: HomePage, request: pytest.FixtureRequest) -> Client:
    client = Client()
    client.force_login(town_editor() if request.param == OF_ONE_SECTION else member(request.param))
    return client


def asked(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize("screen", MOST)
def test_screen_asks_as_often_as_before(client_of: Client, screen: str) -> None:
    story = handed_in()
    published("In the paper", by=["Ines Moreau"])
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    address = {"editor": edit, "list": reverse("stories:index"), "chooser": CHOOSER}[screen]
    few = asked(client_of, address)
    for number in range(8):
        published(f"Story {number}", by=["Ines Moreau"])

    many = asked(client_of, address)

    assert len(many) <= len(few) + 1
    assert len(many) <= MOST[screen]


def test_edit_screen_asks_for_the_step_of_the_workflow_once(client_of: Client) -> None:
    story = handed_in()

    queries = asked(client_of, reverse("wagtailadmin_pages:edit", args=[story.pk]))

    assert sum('FROM "paper_desk_deskstep" ' in sql for sql in queries) == 1
    assert sum('FROM "wagtailcore_workflowstate" ' in sql for sql in queries) == 1


def test_no_screen_looks_for_the_top_of_the_tree_among_all_pages(
    paper: HomePage, desk_of: Callable[[Role], Client]
) -> None:
    queries = asked(desk_of(Role.ADMINISTRATOR), reverse("stories:index"))

    assert not any('"depth" = 1' in sql for sql in queries)


def test_boxes_of_topics_are_those_of_django(paper: HomePage, editor: Client) -> None:
    topic = Topic.objects.create(name="Ships & “harbors”", slug="ships")
    story = draft("On topic")

    html = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    box = f'<label for="id_topics_0"><input type="checkbox" name="topics" value="{topic.pk}" id="id_topics_0"'
    assert box in html
    assert "Ships &amp; “harbors”</label>" in html
