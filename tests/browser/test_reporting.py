"""A reader reports a mistake: with the mouse, by keys alone, by touch, without script, under attack."""

from __future__ import annotations

import re
import urllib.request
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dateline.corrections.tokens import proves_work
from tests.browser.paper_server import RunningPaper

SELECT = """() => {
  const walker = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.length < 60) continue;
    const range = document.createRange();
    range.setStart(node, 10);
    range.setEnd(node, 40);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return range.toString().trim();
  }
}"""
HEADLINE = ".story-headline"


def story_of(paper: RunningPaper) -> str:
    with urllib.request.urlopen(paper.url) as answer:
        front = answer.read().decode()
    return paper.url + re.findall(r'href="(/20\d\d/\d\d/\d\d/[^"]+)"', front)[0]


@pytest.mark.slow
def test_reader_reports_a_mistake_in_every_way(browser: Browser, demo_paper: RunningPaper) -> None:
    story = story_of(demo_paper)

    with_mouse(browser.new_page(), story)
    by_keys_alone(browser.new_page(), story)
    touch = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    by_touch(touch.new_page(), story)
    without = browser.new_context(java_script_enabled=False)
    without_script(without.new_page(), story)


def with_mouse(page: Page, story: str) -> None:
    """Select by dragging, Ctrl + Enter, send; the answer is the server's, and focus comes back."""
    cookies = []
    page.on("response", lambda got: cookies.append(got.headers.get("set-cookie")))
    page.goto(story)
    headline = page.locator(HEADLINE)
    box = headline.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Report a mistake")
    expect(dialog).to_be_visible()
    quoted = dialog.locator("blockquote").inner_text()
    assert quoted
    assert quoted in headline.inner_text()
    expect(dialog.get_by_label("How it should be")).to_be_focused()

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.evaluate(SELECT)
    page.keyboard.press("Control+Enter")
    dialog.get_by_label("How it should be").fill("<b>better</b>")
    dialog.get_by_label("What is wrong").select_option("spelling")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("status")).to_have_text("Thank you. The newsroom has your report.")
    dialog.get_by_role("link", name="See what becomes of it").click()
    expect(page.get_by_role("heading", name="Your report")).to_be_visible()
    expect(page.get_by_text("<b>better</b>")).to_be_visible()
    assert set(cookies) == {None}


def by_keys_alone(page: Page, story: str) -> None:
    """No selection: words are typed; wrong ones are refused and stay, and focus comes back to the button."""
    page.goto(story)
    headline = page.locator(HEADLINE).inner_text()
    button = page.get_by_role("button", name="Report a mistake")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Report a mistake")
    words = dialog.get_by_label("The words with the mistake")
    expect(words).to_be_focused()
    page.keyboard.type("Words that nobody wrote")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("do not stand in the story")
    expect(words).to_have_value("Words that nobody wrote")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()

    page.keyboard.press("Enter")
    words.fill(headline.upper())
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Send").press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Thank you.")
    expect(dialog.get_by_role("status")).to_be_focused()
    dialog.get_by_role("button", name="Close").press("Enter")
    expect(button).to_be_focused()


def by_touch(page: Page, story: str) -> None:
    """Words selected: a bar; a tap that takes the selection away, as on iOS, still means those words."""
    page.goto(story)
    words = page.evaluate(SELECT)
    bar = page.locator(".report-bar button")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.evaluate("getSelection().removeAllRanges()")
    bar.tap()
    dialog = page.get_by_role("dialog", name="Report a mistake")
    expect(dialog.locator("blockquote")).to_have_text(words)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    dialog.get_by_role("button", name="Send").tap()
    expect(dialog.get_by_role("status")).to_contain_text("1 other reader has seen this too")


def without_script(page: Page, story: str) -> None:
    """The button leads to a page with the same form; a mistake in it loses nothing."""
    page.goto(story)
    headline = page.locator(HEADLINE).inner_text()
    page.get_by_role("button", name="Report a mistake").click()
    page.get_by_label("How it should be").fill("something better")
    page.get_by_label("The words with the mistake").fill("not in the story")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("do not stand in the story")
    expect(page.get_by_label("How it should be")).to_have_value("something better")
    page.get_by_label("The words with the mistake").fill(headline)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your report")).to_be_visible()
    assert re.search(r"/corrections/receipt/[0-9a-f]{32}/$", page.url)


@pytest.mark.slow
def test_under_attack_the_readers_device_proves_work(page: Page, demo_paper: RunningPaper) -> None:
    story = story_of(demo_paper)
    page.goto(story)
    asked = []

    def hold_up(route: Route) -> None:
        """Answer the first report as the server does under attack; look at the work in the second."""
        body = route.request.post_data or ""
        if route.request.method != "POST":
            route.continue_()
            return
        asked.append(body)
        if len(asked) == 1:
            route.fulfill(status=428, json={"status": "work", "message": "Many", "work": "16"})
        else:
            route.continue_()

    page.route("**/corrections/report/**", hold_up)
    page.evaluate(SELECT)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("status")).to_contain_text("Thank you.", timeout=60_000)

    sent = parse_qs(asked[1])
    assert proves_work(sent["token"][0], sent["work"][0], bits=16)
