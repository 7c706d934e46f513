"""A paper, an editor at the desk, and a story."""

from __future__ import annotations

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.papers import make_paper
from tests.factories.stories import draft, published


@pytest.fixture
def paper(db: None) -> HomePage:
    return make_paper()


@pytest.fixture
def editor(paper: HomePage) -> User:
    return User.objects.create_superuser(
        "anna", "anna@paper.example", "a quiet harbor 7", first_name="Anna", last_name="Orlova"
    )


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    """A public story of two paragraphs."""
    body = [("paragraph", "<p>The ferry sails again.</p>"), ("paragraph", "<p>Nobody was hurt.</p>")]
    return published(body=body, by=["Ines Moreau"], topics=["Ferries"])


@pytest.fixture
def unpublished(paper: HomePage) -> StoryPage:
    """A draft that was never public."""
    return draft("Market closed", slug="market-closed")
