"""A front is arranged with mouse and keyboard, seen before it is saved, saved, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.paper_server import RunningPaper


@pytest.mark.slow
def test_front_is_dragged_previewed_saved_and_undone(page: Page, demo_paper: RunningPaper) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    come_in(page, demo_paper)
    page.goto(f"{demo_paper.url}/desk/fronts/")
    page.get_by_role("link", name="Home front").first.click()
    lead, beside = page.locator("[data-zone=lead]"), page.locator("[data-zone=secondary]")
    taken_from = page.locator("[data-part=candidates] [data-slot]")
    expect(page.locator("[data-frame]")).to_have_attribute("data-shown", "1")

    # Readers get the short headline, the desk the whole one.
    lead_shown = page.frame_locator("[data-frame] iframe").last.locator("main h2").first
    former = lead_shown.inner_text()
    story = taken_from.first.get_attribute("data-slot")
    headline = taken_from.first.locator("strong").inner_text()
    drag(page, taken_from.first, lead)
    expect(lead.locator(f"[data-slot='{story}']")).to_be_visible()
    expect(page.locator("[data-status]")).to_contain_text(headline)
    expect(lead_shown).not_to_have_text(former)
    shown = lead_shown.inner_text()

    second = taken_from.first.get_attribute("data-slot")
    taken_from.first.get_by_role("button", name="Beside the lead").focus()
    page.keyboard.press("Enter")
    expect(beside.locator(f"[data-slot='{second}']")).to_be_visible()
    handle = page.locator(f"[data-key='handle-{second}']")
    handle.focus()
    page.keyboard.press("ArrowUp")
    expect(lead.locator(f"[data-slot='{second}']")).to_be_visible()
    expect(handle).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(beside.locator(f"[data-slot='{second}']")).to_be_visible()

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The front is saved")).to_be_visible()
    page.goto(demo_paper.url)
    expect(page.locator("main h2").first).to_have_text(shown)
    page.go_back()
    page.get_by_role("button", name="Undo the latest change").click()
    expect(page.get_by_text("The front is as it was then.")).to_be_visible()
    expect(page.locator(f"[data-zone=lead] [data-slot='{story}']")).to_have_count(0)


def come_in(page: Page, paper: RunningPaper) -> None:
    page.goto(paper.welcome)
    page.fill("#id_name", "Anna Orlova")
    page.fill("#id_email", "anna@harbour.example")
    page.fill("#id_password", "a quiet harbor 7")
    page.get_by_role("button").first.click()
    page.wait_for_url("**/desk/")


def drag(page: Page, what: Locator, where: Locator) -> None:
    start, end = what.locator("strong").bounding_box(), where.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 20, steps=4)
    page.mouse.move(end["x"] + 30, end["y"] + 8, steps=12)
    page.mouse.up()
