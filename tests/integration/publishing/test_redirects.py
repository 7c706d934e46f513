"""Redirects that an editor sets take effect at once, and so does their end."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from dateline.edition.keys import collecting
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.stories.models import StoryPage
from tests.support.watching import Watch, fresh


def visit(path: str) -> tuple[int, str, set[str]]:
    """Return what a reader gets, and the keys that it depends on."""
    with collecting() as dependencies:
        response = Client(headers={"host": "localhost"}).get(path)
    return response.status_code, response.get("Location", ""), dependencies.keys


def test_redirect_touches_what_was_answered_at_its_address(story: StoryPage) -> None:
    status, _, keys = visit("/old/page.html")
    with Watch() as seen:
        redirect = Redirect.add_redirect("/old/page.html", redirect_to="https://elsewhere.example/")
    redirected = visit("/old/page.html")
    with Watch() as moved:
        redirect.old_path = "/older/page.html"
        redirect.save()
    with Watch() as gone:
        redirect.delete()

    assert status == 404
    assert seen.keys == {"redirect/old/page.html"} <= keys
    assert redirected[:2] == (301, "https://elsewhere.example/")
    assert "redirect/old/page.html" in redirected[2]
    assert moved.keys == {"redirect/old/page.html", "redirect/older/page.html"}
    assert gone.keys == {"redirect/older/page.html"}


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(redirect_link="https://other.example/"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_create([Redirect(old_path="/old", redirect_link="https://b.example/")]),
    ],
    ids=["update", "delete", "create"],
)
def test_redirects_changed_in_bulk_touch_too(story: StoryPage, change: Any) -> None:
    if "bulk_create" not in change.__code__.co_names:
        Redirect.add_redirect("/old", redirect_to="https://elsewhere.example/")
    with Watch() as seen:
        change(Redirect.objects.filter(old_path="/old"))

    assert seen.keys == {"redirect/old"}


def test_redirect_to_a_page_leads_where_readers_find_it(story: StoryPage) -> None:
    Redirect.add_redirect("/old", redirect_to=story, is_permanent=False)
    first = visit("/old/")
    page = fresh(story)
    page.slug = "another"
    with Watch() as seen:
        publish_page(page=page, by=None)
    second = visit("/old/")
    unpublish_page(page=fresh(story), by=None)

    assert first[:2] == (302, story.public_path())
    assert second[:2] == (302, fresh(story).public_path())
    assert f"location/{story.pk}" in first[2] & seen.keys
    assert visit("/old/")[0] == 404


def test_page_that_goes_takes_its_redirects_along(unpublished: StoryPage) -> None:
    Redirect.add_redirect("/old", redirect_to=unpublished)
    with Watch() as seen:
        unpublished.delete()

    assert seen.keys == {"redirect/old"}


def test_address_is_found_as_an_editor_writes_it_and_as_a_browser_sends_it(story: StoryPage) -> None:
    Redirect.add_redirect("/старый-адрес/", redirect_to="https://elsewhere.example/")

    assert visit("/старый-адрес")[0] == visit("/%D1%81%D1%82%D0%B0%D1%80%D1%8B%D0%B9-адрес/")[0] == 301
    assert visit("/old%00page")[0] == 404


def test_what_another_process_changes_is_not_remembered_otherwise_here(story: StoryPage) -> None:
    before = Site.get_site_root_paths()[0].root_url
    # No signal is sent, as none would be heard here if another process or node did it.
    Site.objects.update(hostname="elsewhere.example")

    assert before != Site.get_site_root_paths()[0].root_url == "http://elsewhere.example:8000"
