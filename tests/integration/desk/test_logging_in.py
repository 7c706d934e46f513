"""People log in with what they know, and a form that is not ours is refused in words."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dateline.users.models import User
from tests.factories.papers import make_paper

PASSWORD = "a quiet harbor 7"


@pytest.fixture(autouse=True)
def _staff(db: None) -> None:
    make_paper()
    User.objects.create_superuser("anna", "Anna@Paper.example", PASSWORD)
    User.objects.create_superuser("boris@paper.example", "boris@elsewhere.example", PASSWORD)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("anna", "anna"),
        ("anna@paper.example", "anna"),
        ("ANNA@paper.example ", "anna"),
        ("boris@paper.example", "boris@paper.example"),
        ("boris@elsewhere.example", "boris@paper.example"),
    ],
)
def test_name_and_address_both_open_the_desk(client: Client, said: str, who: str) -> None:
    response = client.post("/desk/login/", {"username": said, "password": PASSWORD, "next": "/desk/"})

    assert response.status_code == 302
    assert client.get("/desk/").context["user"].username == who


def test_name_of_one_account_wins_over_the_address_of_another(client: Client) -> None:
    User.objects.create_superuser("thief", "x@elsewhere.example", "another password 8")
    User.objects.filter(username="thief").update(email="boris@paper.example")

    response = client.post(
        "/desk/login/",
        {"username": "boris@paper.example", "password": "another password 8", "next": "/desk/"},
    )

    assert response.status_code == 200


@pytest.mark.parametrize("said", ["anna@paper.example", "nobody@paper.example", "@"])
def test_wrong_password_and_unknown_address_are_answered_alike(client: Client, said: str) -> None:
    response = client.post("/desk/login/", {"username": said, "password": "wrong", "next": "/desk/"})

    assert "There is no account with this address and this password." in response.content.decode()


def test_account_that_was_closed_stays_closed(client: Client) -> None:
    User.objects.filter(username="anna").update(is_active=False)

    response = client.post("/desk/login/", {"username": "anna@paper.example", "password": PASSWORD})

    assert response.status_code == 200


def test_login_page_asks_for_the_address_in_both_languages(client: Client) -> None:
    english = client.get("/desk/login/").content.decode()
    russian = client.get("/desk/login/", headers={"accept-language": "ru"}).content.decode()

    assert "E-mail address" in english
    assert "Username" not in english
    assert "Адрес электронной почты" in russian
    assert "Пароль" in russian
    assert "Password" not in russian


def test_form_sent_to_a_public_page_is_refused_without_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        response = client.post("/", {"a": "b"}, headers={"accept-language": "ru"})

    text = response.content.decode()
    assert response.status_code == 403
    assert "Nothing can be sent to this address" in text
    assert "Set-Cookie" not in response.headers
    assert "no-store" in response.headers.get("Cache-Control", "no-store")


def test_form_that_is_too_old_is_refused_on_the_desk_with_what_to_do(client: Client) -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/desk/login/", {"username": "anna"})
    script = client.post("/desk/login/", {}, headers={"accept": "application/json"})

    assert "copy what you have written first" in page.content.decode()
    assert (script.status_code, script.json()["error_message"]) == (
        403,
        "This could not be accepted. Load the page again.",
    )
