"""What readers report stands at its block in the edit screen, and leads to the panel and back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.paper_server import RunningPaper
from tests.browser.report_words import slips_in
from tests.browser.test_desk_first_story import come_in


def report(page: Page, address: str, words: str) -> None:
    """Report words as a reader without script."""
    context = page.context.browser.new_context(java_script_enabled=False)
    reader = context.new_page()
    reader.goto(address)
    reader.get_by_role("button", name="Report a mistake").click()
    reader.locator("[name=words]").fill(words)
    reader.get_by_role("button", name="Send").click()
    reader.wait_for_url("**/corrections/receipt/**")
    context.close()


def test_reports_stand_at_their_blocks(page: Page, demo_paper: RunningPaper, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(demo_paper.url)
    page.locator("main h2 a, main h3 a").first.click()
    address = page.url
    headline = page.locator("article h1").inner_text()
    slip = slips_in(page)[0]
    report(page, address, slip.word)
    report(page, address, headline)
    come_in(page, demo_paper)
    page.goto(f"{demo_paper.url}/desk/reader-reports/")
    page.get_by_role("link", name="In the editor").first.click()

    marks = page.locator(".report-mark")
    expect(marks).to_have_count(2)
    page.screenshot(path=tmp_path / "marks.png")
    title = page.locator(".w-panel", has=page.locator("#id_title")).last
    expect(title.locator(".report-mark")).to_have_text("1 reader report")
    expect(title.locator(".report-mark")).to_be_visible()
    block = page.locator("section[id^=block-]", has=page.locator(".report-mark")).last
    expect(block).to_contain_text(slip.word)

    mark = block.locator(".report-mark")
    mark.focus()
    page.keyboard.press("Enter")
    row = page.locator(".reports--beside .reported", has_text=slip.word)
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    page.screenshot(path=tmp_path / "panel.png")
    row.get_by_role("link", name="Go to this place").click()
    expect(block).to_be_in_viewport()
    page.locator(".reports--beside .reported").first.get_by_role("link", name="Go to this place").click()
    expect(page.locator("#id_title")).to_be_in_viewport()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        mark.scroll_into_view_if_needed()
        page.screenshot(path=tmp_path / f"narrow-{scheme}.png")
