"""The publishing dialog, with script and without; a draft shared with somebody on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.browser.paper_server import RunningPaper
from tests.browser.test_desk_first_story import come_in

HEADLINE = "Ferry back in service"


@pytest.mark.slow
def test_story_goes_out_by_the_dialog_and_a_draft_by_a_link(
    page: Page, new_paper: RunningPaper, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    come_in(page, new_paper)
    page.locator(".desk-write").get_by_role("link", name="Town").click()
    screen = StoryScreen(page)
    screen.type_headline(HEADLINE)
    screen.settle()

    # Refused: there is no text. The link leads to where it is written, and what was typed is there.
    dialog = screen.ask_to_publish()
    expect(dialog.get_by_text("A story needs a text.")).to_be_visible()
    dialog.get_by_role("link", name="Go there").click()
    expect(dialog).not_to_be_visible()
    expect(page.locator("#id_title")).to_have_value(HEADLINE)
    screen.type_paragraph(screen.first_part, "The bridge carries 30 tonnes.")
    # Pressed at once: what was typed last goes along.
    screen.publish()
    expect(page.get_by_role("link", name="View live").first).to_be_visible()

    page.get_by_role("link", name=HEADLINE).first.click()
    screen.settle()
    block = screen.first_part
    screen.type_paragraph(block, "The bridge carries 40 tonnes.")
    dialog = screen.ask_to_publish()
    expect(dialog.locator("ins")).to_have_text("40")
    expect(dialog.locator("[name=kind][value=typo]")).to_have_count(0)
    dialog.locator("[name=kind][value=correction]").check()
    dialog.get_by_role("button", name="Publish now").click()
    expect(dialog.locator(".desk-publish__error")).to_be_visible()
    dialog.locator("[name=summary]").fill("We wrote 30 tonnes. It is 40.")
    expect(dialog.locator("[data-publish-notice=correction]")).to_contain_text("It is 40.")
    dialog.locator("[name=front]").select_option(label="Home front")
    dialog.locator("[name=zone]").select_option("lead")
    shots(page, tmp_path)
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish now").click()

    reader = page.context.browser.new_page()
    reader.goto(new_paper.url)
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.get_by_text("We wrote 30 tonnes. It is 40.")).to_be_visible()

    share(page, new_paper, tmp_path)


def share(page: Page, paper: RunningPaper, folder: Path) -> None:
    page.get_by_role("link", name=HEADLINE).first.click()
    number = page.url.rstrip("/").split("/")[-2]
    page.goto(f"{paper.url}/desk/share/{number}/")
    page.locator("[name=note]").fill("Ada Brook <b>lawyer</b>")
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".desk-share__address").input_value()
    page.screenshot(path=folder / "share-desk.png")

    phone = page.context.browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False
    ).new_page()
    answer = phone.goto(paper.url + "/desk/shared/" + link.rstrip("/").split("/")[-1] + "/")
    assert answer is not None
    assert answer.status == 200
    expect(phone.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(phone.get_by_text("Draft — not for publication").first).to_be_visible()
    assert phone.context.cookies() == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.screenshot(path=folder / "shared-360.png")
    for width, scheme in ((1440, "light"), (1440, "dark"), (768, "light")):
        phone.set_viewport_size({"width": width, "height": 900})
        phone.emulate_media(color_scheme=scheme)
        phone.screenshot(path=folder / f"shared-{width}-{scheme}.png")
    phone.emulate_media(media="print")
    phone.screenshot(path=folder / "shared-print.png")

    page.get_by_role("button", name="Close the link").click()
    answer = phone.reload()
    assert answer is not None
    assert answer.status == 410
    expect(phone.get_by_text("Ask whoever sent it")).to_be_visible()


def shots(page: Page, folder: Path) -> None:
    """Keep what it looks like at three widths, by day and by night."""
    for width in (360, 768, 1440):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=folder / f"dialog-{width}-{scheme}.png")
            inside = page.locator("dialog.desk-publish")
            assert inside.evaluate("box => box.scrollWidth <= box.clientWidth")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.emulate_media(color_scheme="light")


@pytest.mark.slow
def test_same_questions_are_a_page_without_script(page: Page, new_paper: RunningPaper) -> None:
    come_in(page, new_paper)
    page.locator(".desk-write").get_by_role("link", name="Town").click()
    screen = StoryScreen(page)
    screen.type_headline(HEADLINE)
    screen.type_paragraph(screen.first_part, "The ferry sails again.")
    screen.settle()
    number = page.url.rstrip("/").split("/")[-2]

    plain = page.context.browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    plain.goto(f"{new_paper.url}/desk/publish/{number}/")
    plain.locator("[name=when][value=later]").check()
    plain.get_by_role("button", name="Publish", exact=True).click()
    expect(plain.get_by_text("Say at which time.")).to_be_visible()
    plain.locator("[name=when][value=now]").check()
    plain.get_by_role("button", name="Publish", exact=True).click()

    expect(plain.get_by_role("link", name="View live").first).to_be_visible()
