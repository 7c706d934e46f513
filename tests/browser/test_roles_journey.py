"""One story passes through the hands of the whole newsroom, each logging in as themselves.

``JOURNEY_PICTURES=folder`` keeps what each of them saw, on a desk and on a phone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.keeping.newsroom import PASSWORD
from tests.support.desk_tour import settle_in
from tests.support.paper_process import PaperProcess
from tests.support.prepared_paper import copy_prepared_data

HEADLINE = "Lighthouse is lit by hand again"
SLIP = "The keeper has recieved a new lamp."
RIGHT = "The keeper has received a new lamp."
NOTICE = "The lamp came on Tuesday, not on Monday."
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 780}


class Newsroom:
    """The demo paper with an account of each role, and the browsers of its people."""

    def __init__(self, browser: Browser, *, paper: PaperProcess, places: dict[str, Any]) -> None:
        self.browser, self.places = browser, places
        self.url = f"http://localhost:{paper.port}"

    @contextmanager
    def desk_of(self, name: str, *, password: str = PASSWORD) -> Iterator[Page]:
        """Log in, look at the desk home, and log out in the end."""
        context = self.browser.new_context(viewport=WIDE, reduced_motion="reduce", locale="en-GB")
        page = context.new_page()
        page.goto(f"{self.url}/desk/login/")
        page.fill("input[name=username]", f"{name}@demo.example")
        page.fill("input[name=password]", password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.url}/desk/")
        self.keep(page, f"{name}-home")
        yield page
        context.close()

    def keep(self, page: Page, name: str) -> None:
        """See that nothing scrolls sideways on a phone, and keep pictures where they are asked for."""
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            if size is NARROW:
                assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), name
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{size['width']}.png")

    def read(self, path: str) -> Page:
        """Return what a reader sees there."""
        page = self.browser.new_context().new_page()
        page.goto(f"{self.url}{path}")
        return page


@pytest.fixture
def newsroom(browser: Browser, tmp_path: Path) -> Iterator[Newsroom]:
    paper = PaperProcess(tmp_path)
    paper.environment["DATELINE_BASE_URL"] = f"http://localhost:{paper.port}"
    copy_prepared_data(paper.paper_file, paper.data, with_demo=True)
    try:
        yield Newsroom(browser, paper=paper, places=settle_in(paper))
    finally:
        paper.kill()


@pytest.mark.slow
def test_story_goes_from_hand_to_hand(newsroom: Newsroom) -> None:
    administrator_adds_a_reporter(newsroom)
    reporter_writes_and_hands_in(newsroom)
    copy_editor_corrects_and_passes_on(newsroom)
    address = editor_publishes(newsroom)

    reader = newsroom.read(address)
    expect(reader.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(reader.get_by_text(RIGHT)).to_be_visible()
    editor_corrects(newsroom, address)
    reader.reload()
    expect(reader.get_by_text(NOTICE).first).to_be_visible()

    editor_in_chief_puts_it_on_the_front(newsroom)
    expect(newsroom.read("/").get_by_text(HEADLINE).first).to_be_visible()
    listings_editor_sees_the_week(newsroom)


def administrator_adds_a_reporter(newsroom: Newsroom) -> None:
    with newsroom.desk_of("administrator") as page:
        page.goto(f"{newsroom.url}/desk/users/")
        newsroom.keep(page, "administrator-staff")
        page.get_by_role("link", name="Add a colleague").first.click()
        given = {"username": "nora", "email": "nora@demo.example", "first_name": "Nora", "last_name": "Field"}
        for name, value in {**given, "password1": PASSWORD, "password2": PASSWORD}.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("tab", name="Roles").first.click()
        page.get_by_label("Reporters").check()
        page.get_by_role("button", name="Create").click()
        expect(page.get_by_role("link", name="Nora Field").first).to_be_visible()


def reporter_writes_and_hands_in(newsroom: Newsroom) -> None:
    with newsroom.desk_of("nora") as page:
        page.locator(".desk-write").get_by_role("link").first.click()
        screen = StoryScreen(page)
        screen.type_headline(HEADLINE)
        screen.type_paragraph(screen.first_part, SLIP)
        screen.settle()
        newsroom.keep(page, "reporter-writing")
        # Somebody who only writes cannot publish.
        expect(page.locator("[data-desk-publish]")).to_have_count(0)
        screen.press("Submit to Copy desk, then editor")
        page.goto(f"{newsroom.url}/desk/")
        expect(page.get_by_role("region", name="My stories").get_by_text(HEADLINE)).to_be_visible()


def copy_editor_corrects_and_passes_on(newsroom: Newsroom) -> None:
    with newsroom.desk_of("copy-editor") as page:
        page.get_by_role("region", name="Waiting for me").get_by_role("link", name=HEADLINE).first.click()
        screen = StoryScreen(page)
        page.locator("[data-side-panel-toggle=copydesk]").click()
        page.get_by_role("button", name="received", exact=True).click()
        expect(screen.first_part.get_by_text(RIGHT)).to_be_visible()
        expect(page.locator("[data-copydesk-status]")).to_contain_text("Changed. ")
        screen.settle()
        newsroom.keep(page, "copy-editor-checks")
        expect(page.locator("[data-desk-publish]")).to_have_count(0)
        screen.press("Approve")


def editor_publishes(newsroom: Newsroom) -> str:
    with newsroom.desk_of("section-editor") as page:
        page.get_by_role("region", name="Waiting for me").get_by_role("link", name=HEADLINE).first.click()
        screen = StoryScreen(page)
        screen.settle()
        screen.ask_to_publish()
        newsroom.keep(page, "section-editor-publish")
        page.locator("dialog.desk-publish").get_by_role("button", name="Publish now").click()
        address = page.get_by_role("link", name="View live").first.get_attribute("href")
        assert address
        return address.removeprefix(newsroom.url)


def editor_corrects(newsroom: Newsroom, address: str) -> None:
    with newsroom.desk_of("section-editor") as page:
        page.get_by_role("link", name=HEADLINE).first.click()
        screen = StoryScreen(page)
        screen.settle()
        screen.type_paragraph(screen.first_part, RIGHT.replace("lamp.", "lamp on Tuesday."))
        screen.settle()
        dialog = screen.ask_to_publish()
        dialog.locator("[name=kind][value=correction]").check()
        newsroom.keep(page, "section-editor-correction")
        # Nobody touched the date: only what was typed stands under what changed.
        expect(dialog.locator(".desk-publish__count")).to_have_text("1")
        dialog.locator("[name=right]").fill(NOTICE)
        with page.expect_navigation():
            dialog.get_by_role("button", name="Publish now").click()


def editor_in_chief_puts_it_on_the_front(newsroom: Newsroom) -> None:
    with newsroom.desk_of("editor-in-chief") as page:
        page.goto(f"{newsroom.url}/desk/fronts/edit/{newsroom.places['front']}/")
        expect(page.locator("[data-frame]")).to_have_attribute("data-shown", "1")
        offered = page.locator("[data-part=candidates] [data-slot]").filter(has_text=HEADLINE)
        offered.get_by_role("button", name="Beside the lead").click()
        newsroom.keep(page, "editor-in-chief-front")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("The front is saved")).to_be_visible()


def listings_editor_sees_the_week(newsroom: Newsroom) -> None:
    with newsroom.desk_of("listings-editor") as page:
        # Nothing to write in until the paper has listings, and no way round that.
        expect(page.locator(".desk-write").get_by_role("link")).to_have_count(0)
        page.get_by_role("link", name="Planning").first.click()
        page.wait_for_url("**/desk/planning/**")
        newsroom.keep(page, "listings-editor-planning")
        section = newsroom.places["section"]
        answer = page.goto(f"{newsroom.url}/desk/pages/add/paper_stories/storypage/{section}/")
        assert answer is not None
        assert answer.url == f"{newsroom.url}/desk/" or answer.status in {403, 404}
