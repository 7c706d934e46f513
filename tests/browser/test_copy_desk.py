"""The copy desk at work: findings while typing, fixes in one click, lasting dismissals, a stop overridden."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.browser.paper_server import RunningPaper
from tests.browser.test_desk_first_story import come_in

HEADLINE = "Ferry back in service"


@pytest.mark.slow
def test_story_is_corrected_and_published_past_a_stop(page: Page, new_paper: RunningPaper) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    come_in(page, new_paper)
    page.locator(".desk-write").wait_for()
    write_rule(page, new_paper.url)
    page.goto(f"{new_paper.url}/desk/")
    page.locator(".desk-write").get_by_role("link", name="Town").click()
    screen = StoryScreen(page)
    screen.type_headline(HEADLINE)
    block = screen.add_block("Text")
    screen.type_paragraph(block, "Its servicement had be late in Kiev. The tal is down.")
    screen.settle()
    page.locator("[data-side-panel-toggle=copydesk]").click()
    findings = page.locator("[data-copydesk-list] li")

    # One click changes the text in the editor, without loading the page again.
    page.get_by_role("button", name="servicemen", exact=True).click()
    expect(block.get_by_text("Its servicemen had be late")).to_be_visible()
    page.get_by_role("button", name="had been", exact=True).click()
    expect(block.get_by_text("Its servicemen had been late")).to_be_visible()
    screen.settle()

    # A dismissal sticks, also when the text before it changes.
    unknown = findings.filter(has_text="“tal” is in no dictionary.")
    unknown.locator("summary").click()
    unknown.get_by_role("button", name="Ignore in this story").click()
    page.wait_for_timeout(3000)
    assert unknown.count() == 0, page.locator("[data-copydesk-status]").inner_text()

    # What the paper's rule stops goes out only with a reason.
    screen.settle()
    dialog = screen.ask_to_publish()
    expect(dialog.get_by_text("open the panel “Copy desk”").first).to_be_visible()
    dialog.get_by_role("link", name="Back to the story").click()
    stop = page.locator("[data-copydesk-list] li[data-severity=blocker]")
    if not page.locator("[data-copydesk-status]").is_visible():
        page.locator("[data-side-panel-toggle=copydesk]").click()
    expect(unknown).to_have_count(0)
    stop.locator("summary").click()
    stop.locator("input").fill("It is the name of a cake.")
    stop.get_by_role("button", name="Publish anyway").click()
    expect(stop).to_have_count(0)
    screen.settle()
    screen.publish()
    expect(page.get_by_role("link", name="View live").first).to_be_visible()
    assert [url for url in asked if not url.startswith((new_paper.url, "data:", "blob:"))] == []


def write_rule(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/snippets/paper_copydesk/houserule/add/")
    page.locator("[name=name]").fill("Kyiv")
    page.locator("[name=pattern]").fill("Kiev = Kyiv")
    page.locator("[name=must_match]").fill("in Kiev\nKiev again")
    page.locator("[name=must_not_match]").fill("in Kyiv\nKievan")
    page.locator("[name=severity]").select_option("blocker")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("In the last 0 stories").first).to_be_visible()
