"""One report through every stage, from reader to receipt: by mouse, finger, keys, and without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.paper_server import RunningPaper
from tests.browser.report_words import Slip, double_click, select_by_finger, slips_in, tab_to
from tests.browser.test_desk_first_story import come_in
from tests.browser.test_reporting import story_of

THANKS = "Thank you, you were right. It is put right."
QUEUE = "/desk/reader-reports/"
BY_FINGER: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def story(demo_paper: RunningPaper) -> str:
    return story_of(demo_paper)


@pytest.fixture
def staff(browser: Browser, demo_paper: RunningPaper) -> Any:
    """What the browser of the editor-in-chief keeps of having logged in."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    come_in(context.new_page(), demo_paper)
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.slow
def test_report_goes_its_whole_way_in_every_way(
    browser: Browser, demo_paper: RunningPaper, story: str, staff: Any
) -> None:
    first = browser.new_page()
    first.goto(story)
    by_mouse, by_finger, by_keys, without_script = slips_in(first)[:4]
    first.close()

    mouse(browser.new_context(), by_mouse, story=story, paper=demo_paper, staff=staff)
    finger(browser.new_context(**BY_FINGER), by_finger, story=story, paper=demo_paper, staff=staff)
    keys(browser.new_context(), by_keys, story=story, paper=demo_paper, staff=staff)
    plain = browser.new_context(java_script_enabled=False)
    no_script(plain, without_script, story=story, paper=demo_paper, staff=staff)


def mouse(reader: BrowserContext, slip: Slip, *, story: str, paper: RunningPaper, staff: Any) -> None:
    """Select by double click, Ctrl + Enter; the desk takes it, mends it and says thank you."""
    page = reader.new_page()
    page.goto(story)
    double_click(page, slip.word)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Report a mistake")
    expect(dialog.locator("blockquote")).to_have_text(slip.word)
    page.keyboard.type(slip.right)
    dialog.get_by_label("What is wrong").select_option("spelling")
    dialog.get_by_role("button", name="Send").click()
    dialog.get_by_role("link", name="See what becomes of it").click()
    expect(page.get_by_text("Nobody has looked at it yet.")).to_be_visible()

    desk = desk_of(reader, staff, viewport={"width": 1440, "height": 1000})
    desk.goto(f"{paper.url}{QUEUE}")
    row = desk.locator(".reported", has_text=slip.word)
    expect(row.locator("mark")).to_have_text(slip.word)
    expect(row.locator("ins")).to_contain_text(slip.right)
    row.get_by_role("button", name="Take it").click()
    page.reload()
    expect(page.get_by_text("Somebody is looking at it now.")).to_be_visible()
    put_right_with_thanks(desk, slip)

    expect_fixed(page, slip, story=story)
    expect(page.get_by_text(THANKS)).to_be_visible()


def finger(reader: BrowserContext, slip: Slip, *, story: str, paper: RunningPaper, staff: Any) -> None:
    """Everything by tapping, on the desk too; the meaning changed, so that readers are told."""
    page = reader.new_page()
    page.goto(story)
    select_by_finger(page, slip.word)
    page.locator(".report-bar button").tap()
    dialog = page.get_by_role("dialog", name="Report a mistake")
    expect(dialog.locator("blockquote")).to_have_text(slip.word)
    dialog.get_by_label("How it should be").fill(slip.right)
    dialog.get_by_label("What is wrong").select_option("fact")
    dialog.get_by_role("button", name="Send").tap()
    dialog.get_by_role("link", name="See what becomes of it").tap()

    desk = desk_of(reader, staff, **BY_FINGER)
    desk.goto(f"{paper.url}{QUEUE}")
    desk.get_by_role("link", name=f"Put it right “{slip.word}”").tap()
    expect(desk.get_by_label("Yes: readers are told")).to_be_checked()
    desk.get_by_label("What was wrong, in a sentence").fill(f"We wrote {slip.word}.")
    desk.get_by_label("What is right, in a sentence").fill(f"It is {slip.right}.")
    desk.get_by_role("button", name="Change and publish").tap()
    expect(desk.get_by_text("The correction is in the paper with its notice")).to_be_visible()

    expect_fixed(page, slip, story=story)
    notice = page.get_by_role("link", name=f"We wrote {slip.word}. It is {slip.right}.")
    expect(notice).to_be_visible()
    notice.tap()
    expect(page.get_by_text(f"It is {slip.right}.").first).to_be_visible()
    page.goto(f"{paper.url}/corrections/")
    expect(page.get_by_text(f"It is {slip.right}.").first).to_be_visible()


def keys(reader: BrowserContext, slip: Slip, *, story: str, paper: RunningPaper, staff: Any) -> None:
    """No mouse anywhere: Tab to the button, type the words; Tab through the queue; focus is never lost."""
    page = reader.new_page()
    page.goto(story)
    button = "[data-report] button"
    tab_to(page, button)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Report a mistake")
    expect(dialog.get_by_label("The words with the mistake")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(button)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type(slip.word)
    page.keyboard.press("Tab")
    page.keyboard.type(slip.right)
    page.keyboard.press("Tab")
    page.keyboard.type("Spelling")
    tab_to(page, "dialog [type=submit]")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_be_focused()
    tab_to(page, "dialog a[data-report-receipt]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your report")).to_be_visible()

    desk = desk_of(reader, staff, viewport={"width": 1440, "height": 1000})
    desk.goto(f"{paper.url}{QUEUE}")
    tab_to(desk, ".report__doing a[href*='/reader-reports/']")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/reader-reports/*/**")
    tab_to(desk, "[name=words]")
    expect(desk.locator(":focus")).to_have_value(slip.right)
    expect(desk.get_by_label("No: a slip of the pen")).to_be_checked()
    tab_to(desk, "[name=publish]")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("It is in the paper, and the reports are closed.")).to_be_visible()

    expect_fixed(page, slip, story=story)


def no_script(reader: BrowserContext, slip: Slip, *, story: str, paper: RunningPaper, staff: Any) -> None:
    """Forms and links alone, for the reader and on the desk."""
    page = reader.new_page()
    page.goto(story)
    page.get_by_role("button", name="Report a mistake").click()
    page.get_by_label("The words with the mistake").fill(slip.word)
    page.get_by_label("How it should be").fill(slip.right)
    page.get_by_label("What is wrong").select_option("spelling")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody has looked at it yet.")).to_be_visible()

    desk = desk_of(reader, staff, java_script_enabled=False)
    desk.goto(f"{paper.url}{QUEUE}")
    put_right_with_thanks(desk, slip)

    expect_fixed(page, slip, story=story)
    expect(page.get_by_text(THANKS)).to_be_visible()


def put_right_with_thanks(desk: Page, slip: Slip) -> None:
    """Publish what the reader suggested, from the queue, with a word to the reader."""
    desk.get_by_role("link", name=f"Put it right “{slip.word}”").click()
    desk.locator("form:has([name=publish]) [name=outcome_text]").fill(THANKS)
    desk.get_by_role("button", name="Change and publish").click()
    expect(desk.get_by_text("It is in the paper, and the reports are closed.")).to_be_visible()


def desk_of(reader: BrowserContext, staff: Any, **options: Any) -> Page:
    """Return a page of a browser in which staff are logged in; the reader's is another one."""
    browser = reader.browser
    assert browser is not None
    return browser.new_context(storage_state=staff, **options).new_page()


def expect_fixed(page: Page, slip: Slip, *, story: str) -> None:
    """Look at the receipt on which the reader is: the outcome, the fix, and the story with it."""
    receipt = page.url
    page.reload()
    expect(page.get_by_role("heading", name="Fixed")).to_be_visible()
    expect(page.locator(".report-fix del")).to_contain_text(slip.word)
    expect(page.locator(".report-fix ins")).to_contain_text(slip.right)
    page.goto(story)
    expect(page.locator("article.story")).to_contain_text(f" {slip.right} ")
    page.goto(receipt)
