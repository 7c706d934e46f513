"""Pages made by the edition's renderer, one after another as a worker makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.edition.render import Renderer
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.stories.models import CompanyPage
from tests.factories.papers import make_paper
from tests.factories.stories import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def renderer(transactional_db: None, settings: Any, tmp_path: Path) -> Renderer:
    settings.MEDIA_ROOT = tmp_path / "media"
    make_paper()
    published("The ferry is back", topics=["Harbour"])
    return Renderer(WSGIHandler(), base_url=settings.BASE_URL)


def _queries(renderer: Renderer, address: str) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as queries:
        rendering = renderer.render(address)
    assert rendering.status == 200
    return rendering.body.decode(), len(queries)


def test_connection_stays_open_between_pages(renderer: Renderer) -> None:
    renderer.render("/")
    used = connection.connection

    renderer.render("/archive/")

    assert used is not None
    assert connection.connection is used


def test_pages_share_what_surrounds_them_until_something_is_published(renderer: Renderer) -> None:
    _, first = _queries(renderer, "/")
    before, second = _queries(renderer, "/")
    page = CompanyPage(title="Where the paper lives", slug="about", live=False)
    HomePage.objects.get().add_child(instance=page)
    publish_page(page=page, by=None)

    after, third = _queries(renderer, "/")

    assert second < first == third
    assert "Where the paper lives" not in before
    assert "Where the paper lives" in after


def test_shared_parts_are_among_the_keys_of_every_page(renderer: Renderer) -> None:
    renderer.render("/")

    rendering = renderer.render("/archive/")

    assert {"paper", "sections", "company-pages", "archive"} <= rendering.keys
