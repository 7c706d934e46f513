"""Only a session of somebody who is signed in opens the door for large uploads."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from dateline.config.uploads import is_signed_in
from dateline.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the connection, whose transaction is the test's."""
    monkeypatch.setattr("dateline.config.uploads.close_old_connections", lambda: None)


def test_whoever_is_signed_in_may_upload_until_they_leave(client: Client) -> None:
    client.force_login(User.objects.create_user("ann", "ann@paper.test", "pass-word-1"))
    cookies = f"other=1; {settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    assert is_signed_in(cookies)
    client.logout()
    assert not is_signed_in(cookies)


@pytest.mark.parametrize("value", ["", "x", "a" * 32, "\xff", "'; DROP TABLE", "a" * 5000])
def test_made_up_session_opens_nothing(value: str) -> None:
    assert not is_signed_in(f"{settings.SESSION_COOKIE_NAME}={value}")
    assert not is_signed_in(value)


def test_session_of_nobody_opens_nothing(client: Client) -> None:
    session = client.session
    session["language"] = "ru"
    session.save()

    assert not is_signed_in(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


@pytest.mark.parametrize("change", ["close", "delete", "new password"])
def test_session_of_a_closed_account_opens_nothing(client: Client, change: str) -> None:
    ann = User.objects.create_user("ann", "ann@paper.test", "pass-word-1")
    client.force_login(ann)
    cookies = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert is_signed_in(cookies)

    match change:
        case "close":
            ann.is_active = False
            ann.save()
        case "delete":
            ann.delete()
        case _:
            ann.set_password("pass-word-2")
            ann.save()

    assert not is_signed_in(cookies)
