"""A paper, a story in it, and people at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.factories.stories import published


@pytest.fixture
def paper(db: None) -> HomePage:
    return make_paper()


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    return published("The pier reopens", body=[("paragraph", "<p>Its servicement worked all night.</p>")])


@pytest.fixture
def desk_of(paper: HomePage) -> Callable[[Role], Client]:
    def log_in(role: Role) -> Client:
        client = Client()
        client.force_login(member(role))
        return client

    return log_in


@pytest.fixture
def copy_editor(desk_of: Callable[[Role], Client]) -> Client:
    return desk_of(Role.COPY_EDITOR)
