"""A reader on a train: what was read is there in the tunnel, says how old it is, and goes with its story."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.paper_server import RunningPaper
from tests.browser.test_fronts import come_in

WORKING = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
KEPT = (
    "caches.open('stories').then((cache) => cache.keys())"
    ".then((keys) => keys.map((key) => new URL(key.url).pathname))"
)


def first_stories(page: Page) -> list[str]:
    hrefs = page.locator("main h2 a, main h3 a").evaluate_all(
        "(all) => all.map((a) => a.getAttribute('href'))"
    )
    return list(dict.fromkeys(href for href in hrefs if href.startswith("/20")))


@pytest.mark.slow
def test_stories_that_were_read_are_there_without_a_connection(
    browser: Browser, demo_paper: RunningPaper
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo_paper.url)
    read, other = first_stories(page)[:2]
    page.goto(demo_paper.url + read)
    headline = page.locator("main h1").inner_text()
    page.wait_for_function(WORKING)
    page.wait_for_function(f"{KEPT}.then((paths) => paths.includes('{read}'))")

    context.set_offline(True)
    page.goto(demo_paper.url + read)
    expect(page.locator("main h1")).to_have_text(headline)
    expect(page.locator(".offline-note")).to_contain_text("You are offline")
    # One that was not read leads to those that were.
    page.goto(demo_paper.url + other)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.get_by_role("link", name=headline).click()
    expect(page.locator("main h1")).to_have_text(headline)

    context.set_offline(False)
    page.goto(demo_paper.url + read)
    expect(page.locator(".offline-note")).to_have_count(0)
    # The desk is nothing that a device keeps.
    page.goto(f"{demo_paper.url}/desk/login/")
    assert page.evaluate(KEPT) == [read]
    page.goto(f"{demo_paper.url}/offline/")
    page.get_by_role("button", name="Forget what I have read").click()
    expect(page.get_by_text("Nothing is kept on this device yet.")).to_be_visible()
    assert page.evaluate(KEPT) == []
    context.close()


@pytest.mark.slow
def test_devices_forget_when_the_paper_switches_it_off(page: Page, demo_paper: RunningPaper) -> None:
    reader = page.context.browser.new_context()
    read = reader.new_page()
    read.goto(demo_paper.url)
    story = first_stories(read)[0]
    read.goto(demo_paper.url + story)
    read.wait_for_function(f"{KEPT}.then((paths) => paths.includes('{story}'))")

    come_in(page, demo_paper)
    page.goto(f"{demo_paper.url}/desk/settings/paper_paper/papersettings/")
    page.get_by_role("checkbox", name="Readers’ devices keep").uncheck()
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".messages")).to_be_visible()

    read.goto(demo_paper.url)
    read.wait_for_function("caches.keys().then((names) => names.length === 0)")
    read.wait_for_function("navigator.serviceWorker.getRegistration('/').then((one) => !one)")
    reader.close()
