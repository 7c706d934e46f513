"""Nobody below an administrator ends, closes or opens the account of one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import make_paper


def account(name: str, role: Role | None = None, *, is_superuser: bool = False) -> User:
    user = User.objects.create_user(
        name, f"{name}@paper.example", "a quiet harbor 7", is_superuser=is_superuser
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture(autouse=True)
def _paper(db: None) -> None:
    make_paper()


@pytest.fixture
def chief_desk() -> Client:
    client = Client()
    client.force_login(account("chief", Role.EDITOR_IN_CHIEF))
    return client


@pytest.fixture(params=["superuser", "administrator"])
def administrator(request: pytest.FixtureRequest) -> User:
    if request.param == "superuser":
        return account("root", is_superuser=True)
    return account("tech", Role.ADMINISTRATOR)


def bulk(client: Client, action: str, user: User, **data: str) -> None:
    client.post(f"/desk/bulk/paper_users/user/{action}/?id={user.pk}&next=/desk/", data)


def test_editor_in_chief_cannot_deactivate_an_administrator(chief_desk: Client, administrator: User) -> None:
    bulk(chief_desk, "set_active_state", administrator, mark_as_active="False")

    administrator.refresh_from_db()
    assert administrator.is_active


def test_editor_in_chief_cannot_delete_an_administrator(chief_desk: Client, administrator: User) -> None:
    chief_desk.post(f"/desk/users/delete/{administrator.pk}/")
    bulk(chief_desk, "delete", administrator)

    assert User.objects.filter(pk=administrator.pk).exists()


def test_editor_in_chief_still_deactivates_and_deletes_a_reporter(chief_desk: Client) -> None:
    reporter = account("reporter", Role.REPORTER)

    bulk(chief_desk, "set_active_state", reporter, mark_as_active="False")
    reporter.refresh_from_db()
    assert not reporter.is_active
    chief_desk.post(f"/desk/users/delete/{reporter.pk}/")
    assert not User.objects.filter(pk=reporter.pk).exists()
