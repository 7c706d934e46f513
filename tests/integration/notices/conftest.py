"""A paper, its staff, and a story in it that says something wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.factories.stories import published
from tests.integration.notices.correcting import START
from tests.support.watching import fresh


@pytest.fixture
def paper(db: None, tmp_path: object, settings: Any) -> HomePage:
    settings.MEDIA_ROOT = tmp_path
    return make_paper()


@pytest.fixture(autouse=True)
def clock(paper: HomePage) -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    body = [
        ("paragraph", "<p>The ferry sails again.</p>"),
        ("paragraph", "<p>The <b>bridge</b> carries 30 tonnes.</p>"),
    ]
    found: StoryPage = fresh(published("Bridge open", at=START - timedelta(days=1), body=body))
    return found


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
