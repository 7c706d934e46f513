"""A reader searches: by keys alone with suggestions, on a telephone, without script, in the dark."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.paper_server import RunningPaper

LONGEST_WAIT = 30_000


@pytest.mark.slow
def test_reader_searches_in_every_way(browser: Browser, demo_paper: RunningPaper) -> None:
    paper = demo_paper.url
    without = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    without_script_on_a_telephone(without.new_page(), paper)
    by_keys_alone(browser.new_page(), paper)
    when_suggestions_fail(browser.new_page(), paper)


def without_script_on_a_telephone(page: Page, paper: str) -> None:
    """The form, its filters and its help are there; nothing is wider than the screen."""
    page.goto(f"{paper}/search/")
    page.locator("#q").fill("trams")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"q=trams"))
    expect(page.locator(".search-result").first).to_be_visible()
    expect(page.locator("mark").first).to_have_text(re.compile("tram", re.IGNORECASE))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.get_by_text("Section, kind, dates, order").click()
    page.get_by_label("Order").select_option("oldest")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"order=oldest"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.goto(f"{paper}/search/?q=zeppelinist")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()
    expect(page.get_by_role("link", name="Look through the archive by date")).to_be_visible()


def by_keys_alone(page: Page, paper: str) -> None:
    """Two letters, arrows, Enter; Escape closes. Nothing goes to anybody else, and no cookie is set."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{paper}/search/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    wait_for_words(page, paper)
    page.keyboard.type("tra", delay=20)
    options = page.locator(".suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.type("m", delay=20)
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    wanted = options.first.inner_text()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/search/\?q=tram"))
    expect(page.locator("#q")).to_have_value(wanted)
    expect(page.locator(".search-result").first).to_be_visible()
    assert {url.split("/")[2] for url in asked} == {paper.split("/")[2]}
    assert page.context.cookies() == []


def wait_for_words(page: Page, paper: str) -> None:
    """Wait until the worker has counted the words of the demo's stories."""
    for _ in range(30):
        found = json.loads(page.request.get(f"{paper}/search/suggest/?q=tra").text())
        if found["questions"]:
            return
        page.wait_for_timeout(1000)
    raise AssertionError("No word was counted.")


def when_suggestions_fail(page: Page, paper: str) -> None:
    """The form goes on as if there had never been any."""

    def fail(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route("**/search/suggest/**", fail)
    page.goto(f"{paper}/search/")
    page.locator("#q").press_sequentially("tram", delay=20)
    page.wait_for_timeout(500)
    expect(page.locator(".suggestions [role=option]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".search-result").first).to_be_visible()
