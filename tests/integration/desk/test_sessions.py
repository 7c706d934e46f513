"""Sessions: seen by their owner, ended by their owner or an administrator, over when the account is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from dateline.users.models import DeskSession, User
from tests.factories.staff import PASSWORD, member
from tests.support.second_factors import App

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"


def browser(user: User, *, agent: str = FIREFOX) -> Client:
    """Return a browser that has logged in."""
    client = Client(headers={"user-agent": agent})
    client.post(
        "/desk/login/", {"username": user.username, "password": PASSWORD}, REMOTE_ADDR="198.51.100.77"
    )
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/account/").status_code == 200


@pytest.fixture
def anna(paper: HomePage) -> User:
    return member(Role.REPORTER)


@pytest.fixture
def chief(paper: HomePage) -> User:
    return member(Role.EDITOR_IN_CHIEF)


def test_sessions_are_shown_in_words_and_without_addresses(anna: User) -> None:
    here = browser(anna)
    browser(anna, agent=SAFARI)

    text = here.get("/desk/security/").content.decode()

    assert "Firefox, Linux" in text
    assert "Safari, iPhone" in text
    assert text.count("This one") == 1
    kept = str(list(DeskSession.objects.values()))
    assert "198.51.100" not in kept + text
    assert not any(row.session_key in text for row in DeskSession.objects.all())


def test_one_session_is_ended(anna: User) -> None:
    here, there, elsewhere = browser(anna), browser(anna), browser(anna)
    name = DeskSession.objects.get(session_key=there.session.session_key).public_name

    here.post("/desk/security/sessions/end/", {"session": name})

    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, True]


def test_all_others_are_ended(anna: User) -> None:
    here, there, elsewhere = browser(anna), browser(anna), browser(anna)

    here.post("/desk/security/sessions/end/")

    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_a_colleagues_session(anna: User, chief: User) -> None:
    here, there = browser(anna), browser(chief)
    name = DeskSession.objects.get(session_key=there.session.session_key).public_name

    here.post("/desk/security/sessions/end/", {"session": name})
    here.post("/desk/security/sessions/end/")

    assert is_in(there)


def test_session_ended_in_the_middle_of_a_request_does_not_come_back(anna: User) -> None:
    here = browser(anna)
    session = here.session
    assert session.get_expiry_age() > 0
    DeskSession.objects.all().delete()

    session["more"] = True
    with pytest.raises(UpdateError):
        session.save()

    assert not DeskSession.objects.exists()


def test_last_use_is_coarse_and_written_seldom(anna: User) -> None:
    here = browser(anna)
    start = timezone.now().replace(minute=7, second=31) + timedelta(days=1)

    seen = []
    for minutes in (0, 5, 9):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            here.get("/desk/security/")
        seen.append(DeskSession.objects.get().seen_at.strftime("%M:%S"))

    assert seen == ["00:00", "00:00", "15:00"]


def test_closed_account_is_out_at_once_and_logged(anna: User, chief: User) -> None:
    here, desk = browser(anna), browser(chief)

    desk.post(
        f"/desk/bulk/paper_users/user/set_active_state/?id={anna.pk}&next=/desk/", {"mark_as_active": "False"}
    )

    assert not is_in(here)
    assert here.get("/desk/api/main/pages/").status_code == 302
    assert not DeskSession.objects.filter(user=anna).exists()
    assert "Account closed" in desk.get("/desk/reports/accounts/").content.decode()


def test_own_new_password_ends_the_other_sessions_only(anna: User) -> None:
    here, there = browser(anna), browser(anna)
    form = here.get("/desk/account/").context["panels_by_tab"]
    data = {
        field.html_name: field.value() or ""
        for panels in form.values()
        for panel in panels
        for field in panel.get_form()
    }
    data |= {"name_email-first_name": "Anna", "name_email-last_name": "van Dyk"}
    new = {
        "old_password": PASSWORD,
        "new_password1": "a louder harbor 8",
        "new_password2": "a louder harbor 8",
    }

    here.post("/desk/account/", {**data, **{f"password-{name}": value for name, value in new.items()}})

    anna.refresh_from_db()
    assert anna.check_password("a louder harbor 8")
    assert is_in(here)
    assert not is_in(there)


def test_password_given_by_an_administrator_ends_every_session(anna: User, chief: User) -> None:
    here, desk = browser(anna), browser(chief)

    desk.post(
        f"/desk/users/edit/{anna.pk}/",
        {
            "username": anna.username,
            "email": anna.email,
            "first_name": "Anna",
            "last_name": "van Dyk",
            "is_active": "on",
            "groups": [group.pk for group in anna.groups.all()],
            "password1": "a louder harbor 8",
            "password2": "a louder harbor 8",
        },
    )

    anna.refresh_from_db()
    assert anna.check_password("a louder harbor 8")
    assert not is_in(here)
    assert not DeskSession.objects.filter(user=anna).exists()


def test_new_role_holds_with_the_next_click(anna: User) -> None:
    here = browser(anna)
    assert here.get("/desk/reports/delivery/").status_code == 302

    anna.groups.add(member(Role.EDITOR_IN_CHIEF).groups.get())
    assert here.get("/desk/reports/delivery/").status_code == 200

    anna.groups.clear()
    assert not is_in(here)


def test_second_factor_ends_the_sessions_that_began_without(
    anna: User, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    here, there = browser(anna), browser(anna)

    secret = here.get("/desk/security/app/add/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/desk/security/app/add/", {"code": App(secret).code()})

    assert is_in(here)
    assert not is_in(there)


def test_address_for_logging_in_is_not_changed_at_an_open_desk(anna: User) -> None:
    here = browser(anna)

    assert "name_email-email" not in here.get("/desk/account/").content.decode()
    here.post("/desk/account/", {"name_email-email": "thief@elsewhere.example"})

    anna.refresh_from_db()
    assert anna.email == "reporters@harbour.example"


def test_old_password_is_not_guessed_at_an_open_desk(anna: User) -> None:
    here = browser(anna)
    tried = 0
    for number in range(9):
        answer = here.post(
            "/desk/account/",
            {
                "password-old_password": f"guess {number}",
                "password-new_password1": "a louder harbor 8",
                "password-new_password2": "a louder harbor 8",
            },
        )
        tried += "Too many attempts" not in answer.content.decode()

    assert tried == 5
