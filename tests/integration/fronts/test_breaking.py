"""Breaking news: one line above every page, while its time and its story last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from dateline.edition.copies import making_a_copy
from dateline.fronts.breaking_actions import begin_breaking, end_breaking, end_due
from dateline.fronts.models import BREAKING, BreakingNews, HomePage
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.staff import member
from tests.support.watching import fresh

TEXT = "The bridge is closed"
HOUR = timedelta(hours=1)


def begin(text: str = TEXT, *, story: StoryPage | None = None, hours: int = 1) -> BreakingNews:
    now = timezone.now()
    return begin_breaking(text=text, story=story, until=now + hours * HOUR, by=None, at=now)


def shown(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html.partition('<aside class="breaking"')[2].partition("</aside>")[0]


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_line_stands_above_every_page_and_leads_to_its_story(client: Client, flood: StoryPage) -> None:
    begin(story=flood)

    for address in ("/", "/town/", flood.public_path(), "/archive/", "/corrections/", "/search/"):
        assert TEXT in shown(client, address), address
    assert f'href="{flood.public_path()}"' in shown(client, "/")


def test_line_without_a_story_leads_nowhere(client: Client, paper: HomePage) -> None:
    begin("Fire <b>& smoke</b>")

    line = shown(client, "/")
    assert "Fire &lt;b&gt;&amp; smoke&lt;/b&gt;" in line
    assert "<a " not in line


def test_line_of_a_story_is_in_its_language(client: Client, flood: StoryPage) -> None:
    page = fresh(flood)
    page.language = "ru"
    publish_page(page=page, by=None)
    begin("Мост закрыт", story=page)

    assert 'lang="ru"' in shown(client, "/")


def test_another_line_takes_its_place(client: Client, flood: StoryPage) -> None:
    first = begin(story=flood)
    begin("The bridge is open")

    assert "The bridge is open" in shown(client, "/")
    assert TEXT not in shown(client, "/")
    first.refresh_from_db()
    assert first.ended_at is not None


def test_line_goes_when_its_time_is_over(client: Client, paper: HomePage) -> None:
    row = begin()
    assert end_due(now=row.until - timedelta(seconds=1)) == 0
    before = LogEntry.objects.count()

    assert end_due(now=row.until) == 1

    assert shown(client, "/") == ""
    assert [BREAKING in entry.keys for entry in LogEntry.objects.order_by("number")[before:]] == [True]


def test_line_goes_when_an_editor_takes_it_down(client: Client, editor: User) -> None:
    begin()
    assert end_breaking(by=editor, at=timezone.now()) == 1
    assert end_breaking(by=editor, at=timezone.now()) == 0

    assert shown(client, "/") == ""
    assert ModelLogEntry.objects.filter(action="paper.breaking.ended", user=editor).count() == 1


def test_story_that_is_taken_down_takes_its_line_along(client: Client, flood: StoryPage) -> None:
    begin(story=flood)
    take_down(page=fresh(flood), by=None, reason=RemovalReason.LEGAL)

    assert shown(client, "/") == ""


def test_copy_of_the_paper_has_no_line(client: Client, flood: StoryPage) -> None:
    begin(story=flood)

    with making_a_copy():
        assert shown(client, "/") == ""


@pytest.mark.parametrize(("text", "hours"), [("", 1), ("  ", 1), ("x" * 141, 1), (TEXT, 0), (TEXT, -1)])
def test_what_is_no_line_is_refused_and_the_one_that_stands_stays(
    client: Client, paper: HomePage, text: str, hours: int
) -> None:
    begin("It stands")

    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        begin(text, hours=hours)

    assert "It stands" in shown(client, "/")


def test_database_holds_one_line_at_a_time(paper: HomePage) -> None:
    begin()
    now = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        BreakingNews.objects.create(text="Two", begun_at=now, until=now + HOUR)


def test_desk_puts_it_up_and_takes_it_down(desk: Client, flood: StoryPage, editor: User) -> None:
    sent = {"text": TEXT, "story": flood.pk, "hours": 2, "begin": "1"}
    assert desk.post(reverse("breaking"), sent, follow=True).status_code == 200
    row = BreakingNews.objects.get()
    assert (row.text, row.story_id, row.begun_by, row.until - row.begun_at) == (
        TEXT,
        flood.pk,
        editor,
        2 * HOUR,
    )
    assert TEXT in shown(desk, "/")

    screen = desk.post(reverse("breaking"), {"end": "1"}, follow=True).content.decode()
    assert TEXT in screen.partition('id="lately-heading"')[2]
    assert shown(desk, "/") == ""


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "x" * 141}, {"hours": 999}, {"story": 999_999}])
def test_form_that_is_refused_keeps_what_was_typed(
    desk: Client, flood: StoryPage, wrong: dict[str, Any]
) -> None:
    sent = {"text": TEXT, "story": flood.pk, "hours": 2, "begin": "1", **wrong}
    answer = desk.post(reverse("breaking"), sent)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["text"].value() == sent["text"]
    assert not BreakingNews.objects.exists()


def test_who_may_not_arrange_fronts_may_not_break_news(client: Client, paper: HomePage) -> None:
    client.force_login(member(Role.REPORTER))
    answer = client.post(reverse("breaking"), {"text": TEXT, "hours": 2, "begin": "1"})

    assert answer.status_code in (302, 403)
    assert not BreakingNews.objects.exists()
    assert reverse("breaking") not in client.get(reverse("wagtailadmin_home")).content.decode()
