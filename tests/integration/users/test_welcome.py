"""The first editor-in-chief comes in through a link that works once."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from dateline.users.actions import accept_welcome_link, create_welcome_link, forget_closed_links
from dateline.users.errors import AlreadyWelcomedError, LinkClosedError
from dateline.users.models import User, WelcomeLink

ANSWERS = {"name": "Anna van Dyk", "email": "Anna@Paper.example", "password": "a quiet harbor 7"}


def link() -> str:
    return f"/desk/welcome/{create_welcome_link(at=timezone.now())}/"


def test_welcome_page_creates_the_editor_in_chief_and_opens_the_desk(client: Client) -> None:
    address = link()

    assert client.get(address).status_code == 200
    response = client.post(address, ANSWERS)

    user = User.objects.get()
    assert response.headers["Location"] == "/desk/"
    assert (user.username, user.first_name, user.last_name) == ("anna@paper.example", "Anna", "van Dyk")
    assert user.is_superuser
    assert client.session["_auth_user_id"] == str(user.pk)
    assert WelcomeLink.objects.get().used_by == user


def test_welcome_link_opened_twice_is_gone(client: Client) -> None:
    address = link()
    client.post(address, ANSWERS)

    again = Client().post(address, {**ANSWERS, "email": "b@paper.example"})

    assert again.status_code == 410
    assert User.objects.count() == 1


def test_welcome_link_after_seven_days_is_gone(client: Client) -> None:
    address = link()

    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert client.get(address).status_code == 410
        assert forget_closed_links(at=timezone.now()) == 1


def test_newer_link_closes_the_older_one(client: Client) -> None:
    older, newer = link(), link()

    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize("password", ["short", "password1234", "anna@paper.example"])
def test_weak_password_is_refused_on_its_field(client: Client, password: str) -> None:
    response = client.post(link(), {**ANSWERS, "password": password})

    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    assert not User.objects.exists()


def test_token_is_not_kept() -> None:
    token = create_welcome_link(at=timezone.now())

    assert token not in str(WelcomeLink.objects.values().get())


def test_link_for_a_paper_with_an_administrator_is_refused() -> None:
    token = create_welcome_link(at=timezone.now())
    User.objects.create_superuser("chief", "chief@paper.example", "a quiet harbor 7")

    with pytest.raises(AlreadyWelcomedError):
        create_welcome_link(at=timezone.now())
    with pytest.raises(AlreadyWelcomedError):
        accept_welcome_link(
            token=token, at=timezone.now(), name="A", email="a@b.example", password="a quiet harbor 7"
        )
    with pytest.raises(CommandError, match="changepassword"):
        call_command("welcome_link")


def test_administrator_who_cannot_log_in_does_not_count() -> None:
    User.objects.create_superuser("demo", "demo@paper.example", None)

    assert create_welcome_link(at=timezone.now())


def test_unknown_token_is_refused() -> None:
    with pytest.raises(LinkClosedError):
        accept_welcome_link(
            token="x", at=timezone.now(), name="A", email="a@b.example", password="a quiet harbor 7"
        )


def test_command_prints_a_link_that_works(client: Client) -> None:
    out = StringIO()

    call_command("welcome_link", stdout=out)

    assert client.get(out.getvalue().strip().removeprefix("http://localhost:8000")).status_code == 200


def test_two_accounts_with_one_email_are_refused_by_the_database() -> None:
    User.objects.create_user("a", "one@paper.example")

    with pytest.raises(IntegrityError, match=r"paper_users_email_unique|UNIQUE"):
        User.objects.create_user("b", "ONE@paper.example")
