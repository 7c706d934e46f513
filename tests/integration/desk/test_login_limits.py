"""Guessing is slow, and strangers who guess shut nobody out for good."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from dateline.desk.forms import LoginForm
from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from dateline.users.errors import TooManyAttemptsError
from dateline.users.limits import Limit, network_of
from dateline.users.login_actions import begin_attempt, forget_allowances
from dateline.users.models import Allowance, User
from tests.factories.staff import PASSWORD, member

TRIED = "There is no account with this address and this password."


def guess(
    said: str, *, address: str = "192.0.2.1", password: str = "wrong", client: Client | None = None
) -> int:
    """Try a password and return the status; 200 means that it was looked at, 429 that it was not."""
    data = {"username": said, "password": password, "next": "/desk/"}
    return (client or Client()).post("/desk/login/", data, REMOTE_ADDR=address).status_code


def is_looked_at(said: str, *, address: str) -> bool:
    """Try a wrong password in the form alone, which is all of a log-in but drawing the page again."""
    request = RequestFactory().post("/desk/login/", REMOTE_ADDR=address)
    form = LoginForm(request=request, data={"username": said, "password": "wrong"})
    assert not form.is_valid()
    return form.errors.as_data()["__all__"][0].code == "invalid_login"


def stranger(number: int) -> str:
    return f"{11 + number // 60_000}.{number // 250 % 240}.{number % 250}.7"


@pytest.fixture
def anna(paper: HomePage) -> User:
    return member(Role.EDITOR)


def test_thousand_guesses_from_everywhere_leave_the_owner_a_way_in(anna: User) -> None:
    own_browser = Client()
    assert guess(anna.username, password=PASSWORD, client=own_browser) == 302
    own_browser.post("/desk/logout/")

    looked_at = sum(is_looked_at(anna.username, address=stranger(number)) for number in range(1000))

    assert looked_at <= 11
    assert guess(anna.username, password=PASSWORD, address="203.0.113.9", client=own_browser) == 302
    assert guess(anna.username, password=PASSWORD, address="203.0.113.9") == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=7)):
        assert guess(anna.username, password=PASSWORD, address="203.0.113.9") == 302


def test_guesses_of_one_account_are_bounded_in_every_hour(anna: User) -> None:
    start, looked_at = timezone.now(), []
    for minute in range(0, 180, 2):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            addresses = [stranger(minute * 10 + number) for number in range(3)]
            looked_at.append(sum(is_looked_at(anna.email, address=address) for address in addresses))

    hours = [sum(looked_at[begin : begin + 30]) for begin in range(60)]
    assert max(hours) <= 20
    assert sum(looked_at[60:]) <= 10


def test_both_names_of_an_account_are_one(anna: User) -> None:
    for _ in range(10):
        guess(anna.username, address=stranger(_))

    assert guess(anna.email, address=stranger(99)) == 429
    assert guess(anna.email.upper(), address=stranger(98)) == 429


def test_unknown_name_looks_like_an_account(anna: User) -> None:
    known = [guess(anna.username, address=stranger(number)) for number in range(12)]
    unknown = [guess("nobody@harbour.example", address=stranger(100 + number)) for number in range(12)]

    assert known == unknown


def test_network_is_bounded_whatever_the_account(anna: User) -> None:
    statuses = [guess(f"somebody-{number}", address=f"198.51.100.{number % 250}") for number in range(70)]

    assert statuses.count(200) == 60
    assert guess("somebody-else", address="203.0.113.9") == 200


def test_refused_attempt_says_how_long_to_wait(anna: User) -> None:
    for number in range(10):
        guess(anna.username, address=stranger(number))

    answer = Client().post("/desk/login/", {"username": anna.username, "password": PASSWORD})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 360
    assert "Try again in" in answer.content.decode()
    assert TRIED not in answer.content.decode()


def test_good_passwords_use_nothing_up(anna: User) -> None:
    assert [guess(anna.username, password=PASSWORD) for _ in range(30)] == [302] * 30


def test_browser_known_to_one_account_is_a_stranger_to_another(anna: User) -> None:
    client, chief = Client(), member(Role.EDITOR_IN_CHIEF)
    guess(anna.username, password=PASSWORD, client=client)
    client.post("/desk/logout/")
    for number in range(10):
        guess(chief.username, address=stranger(number))

    assert guess(chief.username, client=client) == 429


def test_cookie_that_was_made_up_makes_no_known_browser(anna: User) -> None:
    for number in range(10):
        guess(anna.username, address=stranger(number))

    client = Client()
    client.cookies["dateline_browser"] = f"{anna.pk}-abc:def:ghi"

    assert guess(anna.username, client=client) == 429


def test_stolen_known_browser_is_bounded_too(anna: User) -> None:
    client = Client()
    guess(anna.username, password=PASSWORD, client=client)
    client.post("/desk/logout/")

    assert [guess(anna.username, client=client) for _ in range(15)].count(200) == 10


def test_known_browser_is_told_only_under_the_desk(anna: User) -> None:
    client = Client()
    guess(anna.username, password=PASSWORD, client=client)

    cookie = client.cookies["dateline_browser"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/desk/", True, "Lax")


def test_no_address_and_no_name_is_kept(anna: User) -> None:
    guess("nobody@harbour.example", address="198.51.100.77")

    kept = str(list(Allowance.objects.values()))
    assert "198.51.100" not in kept
    assert "nobody" not in kept


def test_network_has_another_name_tomorrow(anna: User) -> None:
    guess("nobody", address="198.51.100.77")
    before = set(Allowance.objects.values_list("key", flat=True))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        guess("nobody", address="198.51.100.77")

    after = set(Allowance.objects.values_list("key", flat=True))
    assert len(after - before) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "unknown"),
    ],
)
def test_network_is_what_one_customer_has(address: str, network: str) -> None:
    assert network_of(address) == network


def test_counts_that_say_nothing_are_forgotten(anna: User) -> None:
    guess("nobody")

    assert forget_allowances(at=timezone.now()) == 0
    assert forget_allowances(at=timezone.now() + timedelta(hours=1)) == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_one_after_another() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database in a file")
    limit, at, start, taken = Limit(burst=5, seconds_each=600), timezone.now(), Barrier(12), []

    def take() -> None:
        start.wait()
        try:
            begin_attempt(counted=[("one key", limit)], at=at)
            taken.append(True)
        except TooManyAttemptsError:
            pass
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == 5
