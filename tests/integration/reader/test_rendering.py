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
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.sections.models import SectionPage
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
    # A connection is given up when it is as old as CONN_MAX_AGE allows, and earlier tests have used this one.
    connection.close()
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

    assert second < third < first
    assert "Where the paper lives" not in before
    assert "Where the paper lives" in after


def test_shared_parts_are_among_the_keys_of_every_page(renderer: Renderer) -> None:
    renderer.render("/")

    rendering = renderer.render("/archive/")

    assert {"paper", "sections", "company-pages", "archive"} <= rendering.keys


def test_new_headline_costs_the_front_one_card_and_is_shown(renderer: Renderer) -> None:
    story = published("The ferry is late")
    _, first = _queries(renderer, "/")
    story.title = "The ferry is gone"
    publish_page(page=story, by=None)

    after, second = _queries(renderer, "/")

    assert second < first
    assert "The ferry is gone" in after
    assert "The ferry is late" not in after


def test_unpublished_story_leaves_the_front(renderer: Renderer) -> None:
    story = published("The ferry is late")
    before, _ = _queries(renderer, "/")
    unpublish_page(page=story, by=None)

    after, _ = _queries(renderer, "/")

    assert "The ferry is late" in before
    assert "The ferry is late" not in after


def test_new_name_of_the_paper_is_on_every_page(renderer: Renderer) -> None:
    renderer.render("/")
    settings = PaperSettings.objects.get()
    settings.name = "The Evening Ferry"
    settings.save()

    assert "The Evening Ferry" in renderer.render("/").body.decode()
    assert "The Evening Ferry" in renderer.render("/archive/").body.decode()


def test_section_that_becomes_the_lighter_side_moves_on_the_front(renderer: Renderer) -> None:
    """No page but the home front is told, and what is kept of the sections is read again all the same."""
    story = published("A gull has learnt to open doors", within="sea")
    renderer.render("/")
    section = SectionPage.objects.get(pk=story.section_id)
    section.is_light = True
    publish_page(page=section, by=None)

    kept = renderer.render("/").body
    fresh = Renderer(renderer._handler, base_url="http://localhost:8000").render("/").body

    assert b"meanwhile-cards" in kept
    assert kept == fresh


def _section(slug: str, *, is_live: bool) -> SectionPage:
    page = SectionPage(title=f"The {slug} desk", slug=slug, live=False)
    HomePage.objects.get().add_child(instance=page)
    if is_live:
        publish_page(page=page, by=None)
    return SectionPage.objects.get(pk=page.pk)


def _fresh(renderer: Renderer, address: str) -> bytes:
    return Renderer(renderer._handler, base_url="http://localhost:8000").render(address).body


def test_sections_are_in_no_order_that_the_log_does_not_know(renderer: Renderer) -> None:
    """Sections of equal rank: sorting the tree of pages is nothing that readers are told of."""
    first, second = _section("culture", is_live=True), _section("sport", is_live=True)
    before = renderer.render("/").body
    assert first.order == second.order
    second.move(first, pos="left")
    published("A story goes out")

    kept = renderer.render("/").body

    assert before.index(b"The culture desk") < before.index(b"The sport desk")
    assert kept == _fresh(renderer, "/")
    assert kept.index(b"The culture desk") < kept.index(b"The sport desk")


def test_name_of_a_section_that_readers_do_not_see_yet_is_on_no_page(renderer: Renderer) -> None:
    hidden = _section("culture", is_live=False)
    story = published("A story without a place", within="culture")
    address = story.public_path()
    pages = renderer.render("/").body, renderer.render(address).body
    hidden.title = "The arts desk"
    hidden.save()
    published("Another story goes out")

    assert b"A story without a place" in pages[0]
    for page in (*pages, renderer.render("/").body, renderer.render(address).body):
        assert b"culture desk" not in page
        assert b"arts desk" not in page
    assert renderer.render("/").body == _fresh(renderer, "/")


def test_other_database_is_not_mistaken_for_a_later_state(renderer: Renderer) -> None:
    """As after a restore: the entry that the kept readings are true as of is another one now."""
    renderer.render("/")
    shelf = renderer._shelf
    shelf._mark = f"{shelf._mark} of another database"

    _, queries = _queries(renderer, "/")
    _, usual = _queries(Renderer(renderer._handler, base_url="http://localhost:8000"), "/")

    # One query finds out that nothing holds.
    assert queries == usual + 1
