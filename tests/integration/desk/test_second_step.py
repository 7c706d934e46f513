"""After the password comes a code, once; and whoever must have a second factor sets one up first."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from dateline.fronts.models import HomePage
from dateline.users.choices import Role, SecondFactor
from dateline.users.models import User
from tests.factories.staff import PASSWORD, member
from tests.factories.stories import draft
from tests.support.second_factors import App, give_app, give_recovery_codes, has_factor

pytestmark = pytest.mark.any_database

CODE = "/desk/login/code/"


def log_in(client: Client, user: User, *, password: str = PASSWORD, to: str = "/desk/") -> str:
    """Send the log-in form and return where it leads, or nothing."""
    answer = client.post("/desk/login/", {"username": user.username, "password": password, "next": to})
    return str(answer.headers.get("Location", ""))


def is_in(client: Client) -> bool:
    return client.get("/desk/account/").status_code == 200


@pytest.fixture
def anna(paper: HomePage) -> User:
    return member(Role.EDITOR)


@pytest.fixture
def app(anna: User) -> App:
    return give_app(anna)


def test_account_without_a_factor_is_in_after_the_password(client: Client, anna: User) -> None:
    assert log_in(client, anna) == "/desk/"
    assert is_in(client)


def test_password_alone_opens_nothing_when_there_is_an_app(client: Client, anna: User, app: App) -> None:
    story = draft()

    assert log_in(client, anna) == CODE

    assert not is_in(client)
    for address in (f"/desk/api/main/pages/{story.pk}/", f"/desk/pages/{story.pk}/edit/", "/desk/security/"):
        assert client.get(address).status_code in {302, 401, 403}
    publish = f"/desk/api/main/pages/{story.pk}/action/publish/"
    assert client.post(publish).headers["Location"].startswith("/desk/login/")
    story.refresh_from_db()
    assert not story.live


def test_code_of_the_app_opens_the_desk_where_it_was_wanted(client: Client, anna: User, app: App) -> None:
    log_in(client, anna, to="/desk/pages/")

    answer = client.post(CODE, {"code": app.code()})

    assert answer.headers["Location"] == "/desk/pages/"
    assert is_in(client)


def test_code_is_good_once_in_whatever_browser(client: Client, anna: User, app: App) -> None:
    code = app.code()
    log_in(client, anna)
    client.post(CODE, {"code": code})

    other = Client()
    log_in(other, anna)
    answer = other.post(CODE, {"code": code})

    assert "it has been used" in answer.content.decode()
    assert not is_in(other)


def test_older_code_is_worthless_after_a_newer_one(client: Client, anna: User, app: App) -> None:
    older = app.code(steps=-1)
    log_in(client, anna)
    client.post(CODE, {"code": app.code()})

    other = Client()
    log_in(other, anna)
    other.post(CODE, {"code": older})

    assert not is_in(other)


def test_first_code_of_a_new_app_does_not_log_in_again(client: Client, anna: User) -> None:
    log_in(client, anna)
    form = client.get("/desk/security/app/add/").context["form"]
    app = App(form.secret)
    code = app.code()
    assert client.post("/desk/security/app/add/", {"code": code}).status_code == 302
    assert has_factor(anna, "totp")

    other = Client()
    log_in(other, anna)
    other.post(CODE, {"code": code})

    assert not is_in(other)


def test_recovery_code_opens_once(client: Client, anna: User, app: App) -> None:
    code = give_recovery_codes(anna)[3]

    for opens in (True, False):
        browser = Client()
        log_in(browser, anna)
        browser.post(CODE, {"code": code})
        assert is_in(browser) is opens


def test_codes_are_bounded_whatever_the_browser(anna: User, app: App) -> None:
    tried = 0
    for _ in range(40):
        browser = Client()
        log_in(browser, anna)
        answer = browser.post(CODE, {"code": app.wrong_code()})
        tried += "Too many attempts" not in answer.content.decode()

    assert tried == 5
    last = Client()
    log_in(last, anna)
    last.post(CODE, {"code": app.code()})
    assert not is_in(last)


def test_bounded_codes_are_there_again_after_a_while(anna: User, app: App) -> None:
    browser = Client()
    log_in(browser, anna)
    for _ in range(9):
        browser.post(CODE, {"code": app.wrong_code()})

    with time_machine.travel(timezone.now() + timedelta(minutes=13), tick=False):
        later = Client()
        log_in(later, anna)
        later.post(CODE, {"code": app.code()})
        assert is_in(later)


def test_second_step_waits_a_quarter_of_an_hour(client: Client, anna: User, app: App) -> None:
    log_in(client, anna)

    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        answer = client.post(CODE, {"code": app.code()})

    assert answer.headers["Location"] == "/desk/login/"


def test_account_closed_between_the_steps_stays_out(client: Client, anna: User, app: App) -> None:
    log_in(client, anna)
    User.objects.update(is_active=False)

    client.post(CODE, {"code": app.code()})

    assert not is_in(client)


def test_second_step_changes_the_session_twice(client: Client, anna: User, app: App) -> None:
    client.get("/desk/login/passkey/", headers={"accept": "application/json"})
    before = client.session.session_key

    log_in(client, anna)
    between = client.session.session_key
    client.post(CODE, {"code": app.code()})
    after = client.session.session_key

    assert len({before, between, after}) == 3
    assert Client(cookies={"dateline_session": between}).get("/desk/account/").status_code == 302


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"]
)
def test_log_in_leads_nowhere_else(client: Client, anna: User, app: App, to: str) -> None:
    log_in(client, anna, to=to)

    assert client.post(f"{CODE}?next={to}", {"code": app.code()}).headers["Location"] == "/desk/"


def test_nobody_can_sign_up_or_reset_elsewhere(client: Client, anna: User) -> None:
    for path in ("signup/", "login/signup/", "email/", "password/reset/", "social/", "login/code/confirm/"):
        for prefix in ("/desk/", "/accounts/", "/desk/accounts/"):
            answer = client.get(prefix + path)
            assert answer.status_code == 404 or answer.headers["Location"].startswith("/desk/login/?next=")


def test_secret_of_the_app_is_not_in_the_database(anna: User, app: App) -> None:
    assert app.secret not in str(list(anna.authenticator_set.values()))


def test_secret_that_cannot_be_read_lets_nobody_in(
    client: Client, anna: User, app: App, settings: Settings
) -> None:
    settings.SECRET_KEY = "another one, of a paper whose key was lost"
    log_in(client, anna)

    for code in (app.code(), "", "000000", App("").code()):
        client.post(CODE, {"code": code})

    assert not is_in(client)


class TestRequired:
    """The paper says who must have a second factor."""

    @pytest.fixture(autouse=True)
    def _required(self, settings: Settings) -> None:
        settings.SECOND_FACTOR = SecondFactor.PUBLISHERS

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR])
    def test_publisher_without_one_reaches_nothing_else(self, paper: HomePage, role: Role) -> None:
        story, client = draft(), Client()

        log_in(client, member(role))

        for address in (
            "/desk/",
            f"/desk/pages/{story.pk}/edit/",
            "/desk/account/",
            "/desk/staff-security/1/",
        ):
            assert client.get(address).headers["Location"] == "/desk/security/"
        publish = f"/desk/api/main/pages/{story.pk}/action/publish/"
        answers = [client.get("/desk/api/main/pages/"), client.post(publish)]
        answers.append(
            client.post(f"/desk/pages/{story.pk}/edit/", headers={"x-requested-with": "XMLHttpRequest"})
        )
        assert [answer.status_code for answer in answers] == [403, 403, 403]
        assert answers[1].json()["error_code"] == "second_factor"
        story.refresh_from_db()
        assert not story.live

    def test_setting_one_up_opens_the_desk(self, client: Client, anna: User) -> None:
        log_in(client, anna)
        assert "The paper asks for a second factor" in client.get("/desk/security/").content.decode()

        secret = client.get("/desk/security/app/add/").context["form"].secret
        answer = client.post("/desk/security/app/add/", {"code": App(secret).code()}, follow=True)

        assert "shown only once" in answer.content.decode()
        assert client.get("/desk/").status_code == 200

    def test_recovery_codes_alone_are_not_enough(self, client: Client, anna: User) -> None:
        give_recovery_codes(anna)

        client.force_login(anna)

        assert client.get("/desk/").headers["Location"] == "/desk/security/"

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.COPY_EDITOR, Role.PHOTO_EDITOR])
    def test_others_need_none(self, client: Client, paper: HomePage, role: Role) -> None:
        log_in(client, member(role))

        assert client.get("/desk/").status_code == 200

    def test_somebody_promoted_needs_one_with_the_next_click(self, client: Client, paper: HomePage) -> None:
        reporter = member(Role.REPORTER)
        client.force_login(reporter)
        assert client.get("/desk/").status_code == 200

        reporter.groups.add(member(Role.EDITOR).groups.get())

        assert client.get("/desk/").headers["Location"] == "/desk/security/"

    def test_everyone_means_reporters_too(self, client: Client, paper: HomePage, settings: Settings) -> None:
        settings.SECOND_FACTOR = SecondFactor.EVERYONE

        log_in(client, member(Role.REPORTER))

        assert client.get("/desk/").headers["Location"] == "/desk/security/"
