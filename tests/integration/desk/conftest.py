"""A paper and its staff, one of each role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member


@pytest.fixture
def paper(db: None) -> HomePage:
    return make_paper()


@pytest.fixture
def desk_of(paper: HomePage) -> Callable[[Role], Client]:
    """Return a client that is logged in as somebody of a role."""

    def log_in(role: Role) -> Client:
        client = Client()
        client.force_login(member(role))
        return client

    return log_in


@pytest.fixture
def editor(desk_of: Callable[[Role], Client]) -> Client:
    return desk_of(Role.EDITOR)


@pytest.fixture
def reporter(desk_of: Callable[[Role], Client]) -> Client:
    return desk_of(Role.REPORTER)


@pytest.fixture
def chief(desk_of: Callable[[Role], Client]) -> Client:
    return desk_of(Role.EDITOR_IN_CHIEF)
