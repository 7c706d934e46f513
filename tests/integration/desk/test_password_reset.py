"""Asking for a new password: few letters, and an answer that says nothing about who works here."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from dateline.desk.accounts import reset_views
from dateline.desk.accounts.tasks import send_reset_letter_task
from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.staff import member

NOBODY = "nobody@harbour.example"


@pytest.fixture(autouse=True)
def switched_on(settings: Settings) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True


@pytest.fixture
def anna(paper: HomePage) -> User:
    return member(Role.EDITOR)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the worker is asked for, instead of letting it do so at once."""
    taken: list[Any] = []
    queue = SimpleNamespace(enqueue=lambda user_id, language: taken.append(user_id))
    monkeypatch.setattr(reset_views, "send_reset_letter_task", queue)
    return taken


def ask(email: str, *, address: str = "192.0.2.1") -> tuple[int, str, str]:
    answer = Client().post("/desk/password_reset/", {"email": email}, REMOTE_ADDR=address, follow=False)
    return answer.status_code, answer.headers["Location"], answer.content.decode()


def test_letter_has_a_link_that_opens(anna: User, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://paper.example"

    ask(anna.email)

    (letter,) = mail.outbox
    assert letter.to == [anna.email]
    link = next(line for line in letter.body.splitlines() if line.startswith("https://paper.example/"))
    assert Client().get(link.removeprefix("https://paper.example")).status_code == 302


def test_letter_speaks_the_language_of_the_page(anna: User) -> None:
    Client().post("/desk/password_reset/", {"email": anna.email}, headers={"accept-language": "ru"})

    assert mail.outbox[0].subject == "Восстановление пароля"


def test_one_address_gets_three_letters_and_then_one_an_hour(anna: User) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for number in range(9):
            spelled = anna.email.upper() if number % 2 else anna.email
            ask(spelled, address=f"11.{number}.0.7")
        assert len(mail.outbox) == 3
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        for number in range(9):
            ask(anna.email, address=f"12.{number}.0.7")

    assert len(mail.outbox) == 4


def test_one_network_asks_for_twenty_addresses(asked: list[Any], paper: HomePage) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(25):
            ask(f"somebody-{number}@harbour.example", address=f"198.51.100.{number}")
        assert len(asked) == 20
        ask(NOBODY, address="203.0.113.9")

    assert len(asked) == 21


def test_known_unknown_and_refused_get_the_same_answer(anna: User) -> None:
    known = [ask(anna.email, address=f"11.{number}.0.7") for number in range(5)]
    unknown = [ask(NOBODY, address=f"12.{number}.0.7") for number in range(5)]

    assert set(known) == set(unknown) == {(302, "/desk/password_reset/done/", "")}
    assert len(mail.outbox) == 3


def test_known_and_unknown_cost_the_same(anna: User, asked: list[Any]) -> None:
    ask("somebody-else@harbour.example")

    with CaptureQueriesContext(
        connection,
    ) as known:
        ask(anna.email)
    with CaptureQueriesContext(connection) as unknown:
        ask(NOBODY)

    assert len(known) == len(unknown)
    assert asked == [None, anna.pk, None]


def test_account_that_is_closed_before_the_worker_comes_gets_no_letter(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)

    ask(anna.email)
    send_reset_letter_task.enqueue(anna.pk, language="en")

    assert mail.outbox == []
