"""From the one-time link to a story that is published, mended, updated and withdrawn."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.browser.paper_server import RunningPaper

HEADLINE = "Ferry back in service"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "pier.jpg"
    Image.new("RGB", (960, 640), (30, 90, 140)).save(file, "JPEG")
    return file


@pytest.mark.slow
def test_first_editor_in_chief_runs_a_story(page: Page, new_paper: RunningPaper, photo: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    come_in(page, new_paper)
    screen = write_story(page, photo)

    screen.settle()
    dialog = screen.ask_to_publish()

    # Refused: the picture has no credit. Every word is still there.
    expect(dialog.get_by_text("The picture has no credit.").first).to_be_visible()
    dialog.get_by_role("link", name="Go there").first.click()
    expect(dialog).not_to_be_visible()
    expect(page.locator("#id_title")).to_have_value(HEADLINE)
    expect(page.get_by_text("The fery sails again.").last).to_be_visible()

    # The link has opened the closed panel with the field, and the caret stands in it.
    expect(page.locator("#id_lead_credit")).to_be_focused()
    page.locator("#id_lead_credit").fill("Ines Moreau")
    screen.settle()
    screen.publish()
    address = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert address
    assert address.endswith("/ferry-back-in-service/")

    reader = page.context.browser.new_page()
    read(reader, new_paper.url, address)
    expect(reader.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(reader.get_by_text("We never gave up.")).to_be_visible()
    expect(reader.get_by_role("heading", name="A long night")).to_be_visible()
    expect(reader.get_by_text("Ines Moreau").first).to_be_visible()
    expect(reader.get_by_text("Updated")).to_have_count(0)

    edit(page, screen, "The ferry sails again.", kind="typo")
    read(reader, new_paper.url, address)
    expect(reader.get_by_text("The ferry sails again.")).to_be_visible()
    expect(reader.get_by_text("Updated")).to_have_count(0)

    edit(page, screen, "The ferry sails again, at 8 every morning.", kind="update")
    read(reader, new_paper.url, address)
    expect(reader.get_by_text("at 8 every morning")).to_be_visible()
    expect(reader.get_by_text("Updated").first).to_be_visible()

    unpublish(page)
    answer = reader.goto(new_paper.url + path_of(address))
    assert answer is not None
    assert answer.status == 410


def come_in(page: Page, paper: RunningPaper) -> None:
    page.goto(paper.welcome)
    page.fill("#id_name", "Anna Orlova")
    page.fill("#id_email", "anna@harbour.example")
    page.fill("#id_password", "a quiet harbor 7")
    page.get_by_role("button").first.click()
    expect(page.get_by_role("heading", name="The Harbour Post", level=1)).to_be_visible()


def write_story(page: Page, photo: Path) -> StoryScreen:
    page.locator(".desk-write").get_by_role("link", name="Town").click()
    screen = StoryScreen(page)
    screen.type_headline(HEADLINE)
    screen.upload_picture(photo, within=page.locator("[data-contentpath=lead_picture]"))
    screen.type_paragraph(screen.first_part, "The fery sails again.")
    screen.add_block("Subheading").locator("input[type=text]").fill("A long night")
    quote = screen.add_block("Pull quote")
    quote.locator("textarea").fill("We never gave up.")
    quote.locator("input[type=text]").fill("The captain")
    return screen


def edit(page: Page, screen: StoryScreen, text: str, *, kind: str) -> None:
    page.get_by_role("link", name=HEADLINE).first.click()
    screen.settle()
    screen.type_paragraph(screen.first_part, text)
    screen.settle()
    screen.publish(kind=kind)


def unpublish(page: Page) -> None:
    page.get_by_role("link", name=HEADLINE).first.click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("link", name="Unpublish").click()
    page.get_by_role("button", name="Yes, unpublish it").click()


def read(reader: Page, url: str, address: str) -> None:
    answer = reader.goto(url + path_of(address))
    assert answer is not None
    assert answer.status == 200


def path_of(address: str) -> str:
    return urlsplit(address).path
