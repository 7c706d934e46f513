"""Who may change what about second factors, and what the log of accounts says of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pytest_django.fixtures import Settings
from wagtail.models import ModelLogEntry

from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from dateline.users.models import DeskSession, User
from tests.factories.staff import PASSWORD, member
from tests.support.second_factors import App, give_app, give_recovery_codes, has_factor

LATER = timedelta(minutes=16)


def browser(user: User, *, app: App | None = None) -> Client:
    """Return a browser that has just logged in."""
    client = Client()
    client.post("/desk/login/", {"username": user.username, "password": PASSWORD})
    if app:
        client.post("/desk/login/code/", {"code": app.code()})
    return client


def said_of(user: User) -> list[str]:
    return [entry.message for entry in ModelLogEntry.objects.for_instance(user).order_by("timestamp", "pk")]


@pytest.fixture
def anna(paper: HomePage) -> User:
    return member(Role.REPORTER)


@pytest.fixture
def chief(paper: HomePage) -> User:
    return member(Role.EDITOR_IN_CHIEF)


CHANGES = (
    "/desk/security/app/add/",
    "/desk/security/app/remove/",
    "/desk/security/codes/",
    "/desk/security/codes/new/",
    "/desk/security/passkeys/add/",
)


@pytest.mark.parametrize("address", CHANGES)
def test_change_of_security_asks_again_after_a_quarter_of_an_hour(anna: User, address: str) -> None:
    app = give_app(anna)
    give_recovery_codes(anna)
    client = browser(anna, app=app)

    with time_machine.travel(timezone.now() + LATER, tick=False):
        for method in (client.get, client.post):
            answer = method(address)
            # Codes are only shown, so there is nothing to send.
            assert answer.status_code == 405 or "/desk/security/confirm/" in answer.headers["Location"]
        client.post("/desk/security/confirm/code/", {"code": app.code()})
        asked = client.get(address).headers.get("Location", "")

    assert "confirm" not in asked
    assert has_factor(anna, "totp")


def test_password_does_not_confirm_for_somebody_with_a_second_factor(anna: User) -> None:
    client = browser(anna, app=give_app(anna))

    with time_machine.travel(timezone.now() + LATER, tick=False):
        client.post("/desk/security/confirm/", {"password": PASSWORD})
        client.post("/desk/security/app/remove/")

    assert has_factor(anna, "totp")


def test_password_confirms_for_somebody_without(anna: User) -> None:
    client = browser(anna)

    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert "/confirm/" in client.get("/desk/security/app/add/").headers["Location"]
        client.post("/desk/security/confirm/", {"password": "wrong"})
        assert "/confirm/" in client.get("/desk/security/app/add/").headers["Location"]
        answer = client.post("/desk/security/confirm/?next=/desk/security/app/add/", {"password": PASSWORD})

    assert answer.headers["Location"] == "/desk/security/app/add/"


def test_confirming_is_bounded_and_leads_nowhere_else(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        good = client.post("/desk/security/confirm/?next=https://evil.example/", {"password": PASSWORD})
        texts = [
            client.post("/desk/security/confirm/", {"password": f"guess {n}"}).content.decode()
            for n in range(8)
        ]

    assert "evil" not in good.headers["Location"]
    assert sum("This is not your password" in text for text in texts) == 5


def test_factors_of_others_cannot_be_touched(anna: User, chief: User) -> None:
    give_app(chief)
    passkey = Authenticator.objects.create(
        user=chief, type="webauthn", data={"name": "Key", "credential": {}}
    )
    client = browser(anna)

    for address in (f"passkeys/{passkey.pk}/", f"passkeys/{passkey.pk}/remove/", "app/remove/", "codes/new/"):
        client.post(f"/desk/security/{address}", {"name": "Mine"})
    client.post(f"/desk/staff-security/{chief.pk}/", {"reset": "yes"})

    assert chief.authenticator_set.count() == 2
    assert Authenticator.objects.get(pk=passkey.pk).data["name"] == "Key"


def test_last_factor_takes_the_recovery_codes_with_it(anna: User) -> None:
    app = give_app(anna)
    give_recovery_codes(anna)

    browser(anna, app=app).post("/desk/security/app/remove/")

    assert not anna.authenticator_set.exists()
    assert "Second factor removed: authenticator app" in said_of(anna)


def test_recovery_codes_are_shown_once(anna: User) -> None:
    client = browser(anna)
    secret = client.get("/desk/security/app/add/").context["form"].secret
    client.post("/desk/security/app/add/", {"code": App(secret).code()})

    first, second = (client.get("/desk/security/codes/").content.decode() for _ in range(2))

    code = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()[0]
    assert f"{code[:4]} {code[4:]}" in first
    assert code[:4] not in second
    assert client.get("/desk/security/codes/download/").status_code == 404


def test_picture_of_the_key_comes_from_nobody_else(anna: User) -> None:
    text = browser(anna).get("/desk/security/app/add/").content.decode()

    assert 'src="data:image/svg+xml;base64,' in text
    assert re.findall(r'(?:src|srcset|data)="(?:https?:)?//[^"]*', text) == []


def test_new_password_by_mail_is_no_way_round_the_second_factor(anna: User, settings: Settings) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    give_app(anna)
    token = f"{urlsafe_base64_encode(force_bytes(anna.pk))}/{default_token_generator.make_token(anna)}"
    client = Client()
    page = client.get(f"/desk/password_reset/confirm/{token}/").headers["Location"]
    new = {"new_password1": "a louder harbor 8", "new_password2": "a louder harbor 8"}

    client.post(page, new)
    again = Client().get(f"/desk/password_reset/confirm/{token}/")

    anna.refresh_from_db()
    assert anna.check_password("a louder harbor 8")
    assert client.get("/desk/account/").status_code == 302
    answer = client.post("/desk/login/", {"username": anna.username, "password": "a louder harbor 8"})
    assert answer.headers["Location"] == "/desk/login/code/"
    assert "form" not in (again.context or {}) or again.context["form"] is None


class TestAdministrators:
    """What they can do for a colleague."""

    def test_reset_takes_factors_and_sessions_and_is_logged(self, anna: User, chief: User) -> None:
        app = give_app(anna)
        give_recovery_codes(anna)
        theirs, desk = browser(anna, app=app), browser(chief)

        desk.post(f"/desk/staff-security/{anna.pk}/", {"reset": "yes"})

        assert not anna.authenticator_set.exists()
        assert theirs.get("/desk/").status_code == 302
        entry = ModelLogEntry.objects.get(action="paper.factor_reset")
        assert (entry.user, entry.message) == (
            chief,
            "Second factor reset: recovery codes, authenticator app",
        )
        assert "Second factor reset" in desk.get(f"/desk/staff-security/{anna.pk}/").content.decode()

    def test_sessions_are_ended(self, anna: User, chief: User) -> None:
        theirs, desk = browser(anna), browser(chief)

        desk.post(f"/desk/staff-security/{anna.pk}/", {"end": "yes"})

        assert theirs.get("/desk/").status_code == 302
        assert not DeskSession.objects.filter(user=anna).exists()

    def test_both_ask_again_who_it_is(self, anna: User, chief: User) -> None:
        give_app(anna)
        desk = browser(chief)

        with time_machine.travel(timezone.now() + LATER, tick=False):
            answer = desk.post(f"/desk/staff-security/{anna.pk}/", {"reset": "yes"})

        assert "/desk/security/confirm/" in answer.headers["Location"]
        assert has_factor(anna, "totp")

    def test_editor_in_chief_does_not_reset_an_administrator(self, chief: User) -> None:
        root = member(Role.ADMINISTRATOR)
        give_app(root)

        browser(chief).post(f"/desk/staff-security/{root.pk}/", {"reset": "yes"})

        assert has_factor(root, "totp")

    def test_nobody_resets_their_own_by_a_slip(self, chief: User) -> None:
        app = give_app(chief)

        browser(chief, app=app).post(f"/desk/staff-security/{chief.pk}/", {"reset": "yes"})

        assert has_factor(chief, "totp")

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.COPY_EDITOR])
    def test_others_open_neither_page_nor_report(self, anna: User, role: Role) -> None:
        client = browser(member(role))

        for address in (
            f"/desk/staff-security/{anna.pk}/",
            "/desk/reports/accounts/",
            "/desk/reports/accounts/results/",
        ):
            assert client.get(address).headers["Location"] == "/desk/"
        assert "Logged in" not in client.get("/desk/reports/site-history/").content.decode()


class TestLog:
    """Everything that matters is in the log of accounts."""

    def test_log_in_says_how_and_with_what(self, anna: User) -> None:
        browser(anna)
        browser(anna, app=give_app(anna))
        code = give_recovery_codes(anna)[0]
        client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
        client.post("/desk/login/", {"username": anna.username, "password": PASSWORD})
        client.post("/desk/login/code/", {"code": code})

        assert said_of(anna) == [
            "Roles changed: given Reporters",
            "Logged in: password alone",
            "Logged in: password and code",
            "Logged in: password and recovery code, Firefox, Windows",
        ]

    def test_password_that_stopped_at_the_second_step_is_no_log_in(self, anna: User) -> None:
        give_app(anna)
        browser(anna)

        assert not any("Logged in" in text for text in said_of(anna))

    def test_guessing_is_logged_once_an_hour(self, anna: User) -> None:
        for number in range(15):
            data = {"username": anna.username, "password": "wrong"}
            Client().post("/desk/login/", data, REMOTE_ADDR=f"10.{number}.0.1")

        assert said_of(anna).count("Too many wrong passwords or codes") == 1

    def test_roles_and_permissions_are_logged_with_who_changed_them(
        self, anna: User, paper: HomePage
    ) -> None:
        root, reporters = member(Role.ADMINISTRATOR), Group.objects.get(name=Role.REPORTER)
        desk = browser(root)
        role = Group.objects.get(name=Role.COPY_EDITOR)

        desk.post(f"/desk/bulk/paper_users/user/assign_role/?id={anna.pk}&next=/desk/", {"role": role.pk})
        form = desk.get(f"/desk/groups/edit/{reporters.pk}/").context
        wanted = Permission.objects.get(codename="add_contributor")
        data = form_data(form)
        data["permissions"] = [*[str(pk) for pk in form["form"]["permissions"].value()], str(wanted.pk)]
        desk.post(f"/desk/groups/edit/{reporters.pk}/", data)

        assert said_of(anna)[-1] == "Roles changed: given Copy editors"
        entry = ModelLogEntry.objects.filter(action="paper.permissions").get()
        assert (entry.user, entry.label) == (root, "Reporters")
        assert entry.message == "Permissions changed: + paper_people.add_contributor"

    def test_accounts_deleted_in_bulk_are_logged(self, anna: User, chief: User) -> None:
        browser(chief).post(f"/desk/bulk/paper_users/user/delete/?id={anna.pk}&next=/desk/")

        entry = ModelLogEntry.objects.filter(action="wagtail.delete").get()
        assert (entry.user, entry.label, entry.deleted) == (chief, "reporters", True)

    def test_account_opened_and_closed_on_its_own_screen_is_logged(self, anna: User, chief: User) -> None:
        data = {"username": anna.username, "email": anna.email, "first_name": "A", "last_name": "B"}
        browser(chief).post(f"/desk/users/edit/{anna.pk}/", {**data, "groups": [anna.groups.get().pk]})
        browser(chief).post(f"/desk/users/edit/{anna.pk}/", {**data, "is_active": "on"})

        texts = said_of(anna)
        assert "Account closed" in texts
        assert {"Account opened", "Roles changed: taken Reporters"} <= set(texts)

    def test_first_run_logs_no_permissions(self, paper: HomePage) -> None:
        assert not ModelLogEntry.objects.filter(action="paper.permissions").exists()

    def test_report_shows_and_filters(self, anna: User, chief: User) -> None:
        desk = browser(chief)

        text = desk.get("/desk/reports/accounts/").content.decode()
        other = desk.get("/desk/reports/accounts/?action=paper.login&label=nobody").content.decode()
        sheet = desk.get("/desk/reports/accounts/?export=csv").getvalue().decode()

        assert "Logged in: password alone" in text
        assert "Nothing was done yet" in other
        assert "Logged in: password alone" in sheet

    def test_report_speaks_russian(self, chief: User) -> None:
        desk = browser(chief)

        for address in ("/desk/security/", "/desk/reports/accounts/"):
            text = desk.get(address, headers={"accept-language": "ru"}).content.decode()
            assert "Security" not in text
            assert "Accounts and log-ins" not in text


def form_data(context: object) -> dict[str, object]:
    """Return what the form of a role sends when nothing is changed."""
    data: dict[str, object] = {}
    forms = [context["form"]]
    for formset in context["permission_panels"]:
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = value if value is not None else ""
    return data
