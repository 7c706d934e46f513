"""A paper with a home front, an editor, and stories."""

from __future__ import annotations

import pytest

from dateline.fronts.models import Front, HomePage
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.factories.stories import published


@pytest.fixture
def paper(db: None) -> HomePage:
    return make_paper()


@pytest.fixture
def editor(paper: HomePage) -> User:
    return member(Role.EDITOR)


@pytest.fixture
def home(paper: HomePage) -> Front:
    return Front.objects.get(section=None)


@pytest.fixture
def flood(paper: HomePage) -> StoryPage:
    return published("Flood on the quay")


@pytest.fixture
def choir(paper: HomePage) -> StoryPage:
    return published("The choir sings")


@pytest.fixture
def goose(paper: HomePage) -> StoryPage:
    return published("A goose holds a bus lane")
