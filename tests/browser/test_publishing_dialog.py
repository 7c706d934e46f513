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
    expect(dialog.locator("[name=summary]")).not_to_be_visible()
    expect(dialog.locator("[name=wrong]")).to_have_value("“The bridge carries 30 tonnes.”")
    dialog.locator("[name=wrong]").fill("")
    dialog.get_by_role("button", name="Publish now").click()
    expect(dialog.locator(".desk-publish__error")).to_have_text("Say what was wrong.")
    dialog.locator("[name=wrong]").fill("We wrote 30 tonnes.")
    dialog.locator("[name=right]").fill("It is 40.")
    expect(dialog.locator("[data-publish-notice=correction]")).to_contain_text("It is 40.")
    dialog.locator("[name=front]").select_option(label="Home front")
    dialog.locator("[name=zone]").select_option("lead")
    shots(page, tmp_path)
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish now").click()

    reader = page.context.browser.new_page()
    reader.goto(new_paper.url)
    reader.get_by_role("link", name=HEADLINE).first.click()
    read_correction(reader, tmp_path)
    amend_correction(page, reader, new_paper, tmp_path)

    page.goto(f"{new_paper.url}/desk/stories/")
    share(page, new_paper, tmp_path)


def read_correction(reader: Page, folder: Path) -> None:
    """From the marked word to the notice, and on to the page of all corrections."""
    notice = reader.locator(".notice--correction")
    expect(notice.get_by_text("We wrote 30 tonnes.")).to_be_visible()
    marked = reader.locator("mark.corrected")
    expect(marked).to_have_text("40")
    assert marked.get_attribute("aria-describedby") == notice.get_attribute("id")
    keep(reader, folder, "corrected")
    reader.get_by_role("link", name="What we got wrong").click()
    expect(reader.get_by_role("heading", name="Corrections", level=1)).to_be_visible()
    expect(reader.get_by_text("It is 40.")).to_be_visible()
    keep(reader, folder, "corrections")


def amend_correction(page: Page, reader: Page, paper: RunningPaper, folder: Path) -> None:
    """A note that was wrong is amended by another; readers see both."""
    page.goto(f"{paper.url}/desk/")
    page.get_by_role("link", name="Corrections", exact=True).first.click()
    keep(page, folder, "desk-list")
    page.get_by_role("link", name="Amend").click()
    keep(page, folder, "desk-amend")
    page.locator("[name=wrong]").fill("The note said 40 tonnes.")
    page.locator("[name=right]").fill("It is 44.")
    page.get_by_role("button", name="Publish the new note").click()
    expect(page.get_by_text("The correction is amended")).to_be_visible()
    reader.get_by_role("link", name=HEADLINE).first.click()
    reader.reload()
    expect(reader.locator(".notice--correction")).to_have_count(1)
    expect(reader.locator(".notice-amended").get_by_text("It is 40.")).to_be_visible()
    keep(reader, folder, "amended")


def keep(page: Page, folder: Path, name: str) -> None:
    """Keep what a page looks like at three widths, by day and by night."""
    before = page.viewport_size
    for width in (360, 768, 1440):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size(before or {"width": 1440, "height": 1000})
    page.emulate_media(color_scheme="light")


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
