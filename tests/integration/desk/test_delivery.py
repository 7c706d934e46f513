"""The report on delivery to readers, the warnings on the desk, and the desk without its database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from dateline.edition.purge import NullPurger, register_purger
from dateline.fronts.models import HomePage
from dateline.publishing.models import ScheduleFailure
from dateline.publishlog.actions import append_entry
from dateline.publishlog.followers import begin_followers, registered_followers, unregister_follower
from dateline.publishlog.models import FollowerPosition
from dateline.publishlog.queries import latest_number
from dateline.transparency.queries import FOLLOWER
from dateline.users.choices import Role
from tests.factories.stories import draft
from tests.support.outages import database_away

MAY_SEE = (Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR)


@pytest.fixture
def varnish(paper: HomePage) -> Iterator[str]:
    """A Varnish in front that has been told everything so far."""
    register_purger(NullPurger(name="varnish"))
    begin_followers()
    # Those who read the log from its start are done, too.
    FollowerPosition.objects.update(position=latest_number())
    yield "purge-varnish"
    unregister_follower("purge-varnish")
    unregister_follower("purge-varnish-settled")


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def change_something(at: str) -> None:
    with transaction.atomic():
        moment = timezone.now().replace(hour=int(at[:2]), minute=int(at[3:]), second=0, microsecond=0)
        append_entry(event="story.published", keys=["story/1"], at=moment)


@pytest.mark.parametrize("role", list(Role))
def test_report_is_for_administrators_and_chiefs(desk_of: Callable[[Role], Client], role: Role) -> None:
    client = desk_of(role)

    response = client.get(reverse("delivery"))
    menu = client.get(reverse("wagtailadmin_home")).content.decode()

    assert (response.status_code == 200) == (role in MAY_SEE)
    assert ("Delivery to readers" in menu) == (role in MAY_SEE)


def test_report_is_for_nobody_who_is_not_logged_in(client: Client, paper: HomePage) -> None:
    response = client.get(reverse("delivery"))

    assert response.status_code == 302
    assert "/desk/login/" in response.headers["Location"]


def test_report_when_all_is_well_says_so(chief: Client, varnish: str) -> None:
    text = text_of(chief, reverse("delivery"))

    assert "All is well" in text
    assert text.count("Up to date") == len(registered_followers())
    assert "Varnish, second time" in text
    assert "No schedule is late." in text
    assert "0 waiting, 0 failed" in text


@time_machine.travel("2026-03-14 14:00:00+00:00", tick=False)
def test_follower_that_fails_is_shown_with_what_it_means_for_readers(chief: Client, varnish: str) -> None:
    change_something(at="13:55")
    FollowerPosition.objects.filter(name=varnish).update(
        failures=4,
        failing_since=timezone.now() - timedelta(minutes=5),
        last_error="http://10.0.0.5/ refused with status 403 <script>",
        retry_at=timezone.now() + timedelta(seconds=8),
    )

    text = text_of(chief, reverse("delivery"))

    assert "Varnish may be showing pages from before 13:55." in text
    assert text.count("may be showing") == 1
    assert '<strong class="desk-warning">Cannot be reached</strong>' in text
    assert "status 403 &lt;script&gt;" in text
    assert "14:00:08" in text


@time_machine.travel("2026-03-14 14:00:00+00:00", tick=False)
def test_cache_that_cannot_be_reached_is_not_up_to_date(chief: Client, varnish: str) -> None:
    FollowerPosition.objects.filter(name=varnish).update(
        failures=4,
        failing_since=timezone.now() - timedelta(minutes=2),
        last_error="http://10.0.0.5/ is away.",
    )

    text = text_of(chief, reverse("delivery"))

    assert "Varnish cannot be reached since 13:58. What is published now would not get there." in text
    assert text.count("Up to date") == len(registered_followers()) - 1
    assert "All is well" not in text


def test_report_says_whether_nginx_sends_pages_by_itself(
    chief: Client, settings: Settings, tmp_path: Path
) -> None:
    assert "Dateline answers every request." in text_of(chief, reverse("delivery"))

    settings.EDITION = {**settings.EDITION, "nginx_folder": tmp_path / "nginx"}
    assert f"<code>{tmp_path / 'nginx'}</code>" in text_of(chief, reverse("delivery"))


@time_machine.travel("2026-03-14 14:00:00+00:00", tick=False)
def test_desk_warns_everybody_of_what_concerns_them(desk_of: Callable[[Role], Client], varnish: str) -> None:
    change_something(at="13:55")
    editor, chief = desk_of(Role.EDITOR), desk_of(Role.EDITOR_IN_CHIEF)
    story = draft()

    home, edit = (
        text_of(editor, reverse("wagtailadmin_home")),
        text_of(editor, reverse("wagtailadmin_pages:edit", args=[story.pk])),
    )

    assert "Varnish may be showing pages from before 13:55." in home
    assert "What you publish is safe" in home
    assert reverse("delivery") not in home
    assert "Varnish may be showing pages from before 13:55." in edit
    assert f'href="{reverse("delivery")}"' in text_of(chief, reverse("wagtailadmin_home"))


def test_desk_where_all_is_well_warns_of_nothing(editor: Client, varnish: str) -> None:
    assert "Something is not well" not in text_of(editor, reverse("wagtailadmin_home"))


def test_one_failure_is_not_worth_a_warning(editor: Client, varnish: str) -> None:
    with transaction.atomic():
        append_entry(event="story.published", keys=["story/1"])
    FollowerPosition.objects.filter(name=varnish).update(failures=1)
    FollowerPosition.objects.filter(name=FOLLOWER).update(position=latest_number())

    assert "Something is not well" not in text_of(editor, reverse("wagtailadmin_home"))


def test_late_and_refused_schedules_are_listed(chief: Client) -> None:
    due = timezone.now() - timedelta(minutes=3)
    late, refused = draft("Late ferry"), draft("Refused ferry")
    late.save_revision(approved_go_live_at=due)
    refused.save_revision(approved_go_live_at=due)
    ScheduleFailure.objects.create(
        page_id=refused.pk, due_at=due, tried_at=timezone.now(), reason="The picture has no credit."
    )

    text = text_of(chief, reverse("delivery"))

    assert "1 story that should have been published or taken off" in text
    assert "Nobody has tried. Is the worker running?" in text
    assert "It was refused: The picture has no credit." in text


def test_failed_and_late_tasks_are_shown(chief: Client) -> None:
    now = timezone.now()
    common = {"args_kwargs": {}, "task_path": "a.b.resize", "backend_name": "default"}
    DBTaskResult.objects.create(
        **common,
        run_after=now,
        status="FAILED",
        finished_at=now,
        exception_class_path="builtins.ValueError",
        traceback="Traceback (most recent call last):\n  …\nValueError: The file is no picture.\n",
    )
    waiting = DBTaskResult.objects.create(**common, run_after=now)
    hour_ago = now - timedelta(hours=1)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=hour_ago, run_after=hour_ago)

    text = text_of(chief, reverse("delivery"))

    assert "1 waiting, 1 failed" in text
    assert "<code>resize</code>" in text
    assert "The file is no picture." in text
    assert "ValueError" not in text
    assert "Background work, such as sizes of pictures, waits since" in text


@time_machine.travel("2026-03-14 14:00:00+00:00", tick=False)
def test_report_speaks_russian(chief: Client, varnish: str) -> None:
    change_something(at="13:55")

    response = chief.get(reverse("delivery"), headers={"accept-language": "ru"})

    text = response.content.decode()
    assert "Varnish, возможно, показывает страницы старше 13:55." in text
    assert "Доставка читателям" in text
    translation.deactivate()


@pytest.mark.parametrize("url", ["/desk/", "/desk/login/", "/desk/reports/delivery/"])
def test_desk_without_the_database_explains_itself(chief: Client, url: str) -> None:
    chief.raise_request_exception = False
    with database_away():
        response = chief.get(url)

    text = response.content.decode()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "The database does not answer" in text
    assert "Nothing that you had saved is lost." in text
    assert "Readers still see" in text
    assert "was not saved" not in text
    assert "secret-host" not in text


def test_form_sent_without_the_database_is_said_not_to_be_saved(chief: Client, paper: HomePage) -> None:
    chief.raise_request_exception = False
    address = reverse("wagtailadmin_pages:edit", args=[paper.pk])
    with database_away():
        page = chief.post(address, {"title": "New"})
        script = chief.post(address, {"title": "New"}, headers={"accept": "application/json"})
        russian = chief.post(address, {"title": "New"}, headers={"accept-language": "ru"})

    assert "What you have just sent was not saved." in page.content.decode()
    assert (script.status_code, script.json()["error_code"]) == (503, "database_away")
    assert "База данных не отвечает" in russian.content.decode()


def test_fault_of_ours_on_the_desk_is_still_a_fault(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(now: object) -> None:
        raise RuntimeError

    chief.raise_request_exception = False
    monkeypatch.setattr("dateline.desk.delivery_views.delivery", fail)

    assert chief.get(reverse("delivery")).status_code == 500
