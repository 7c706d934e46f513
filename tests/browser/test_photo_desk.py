"""A photo editor brings a card into the paper: one bad file, one that is there already, a lost session."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.browser.paper_server import RunningPaper
from tests.browser.test_desk_first_story import come_in, path_of, read
from tests.unit.media.picture_files import scene

PASSWORD = "a quiet harbor 8"


@pytest.fixture
def card(tmp_path: Path) -> list[Path]:
    """What is on the card of the camera: six pictures, and a file that is none."""
    files = []
    for number in range(6):
        file = tmp_path / f"DSC_{number}.jpg"
        scene(number, (1200, 800)).save(file, "JPEG", quality=85)
        files.append(file)
    broken = tmp_path / "DSC_broken.jpg"
    broken.write_bytes(files[0].read_bytes()[:4000])
    return [*files[:3], broken, *files[3:]]


@pytest.mark.slow
def test_photo_editor_brings_a_card_into_the_paper(
    page: Page, new_paper: RunningPaper, card: list[Path]
) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.on("dialog", lambda dialog: dialog.accept())
    come_in(page, new_paper)
    add_photo_editor(page, new_paper.url)
    photographer = page.context.browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    log_in(photographer, new_paper.url)
    photographer.goto(f"{new_paper.url}/desk/images/multiple/add/")

    photographer.locator("#fileupload").set_input_files(card)
    rows = photographer.locator("#upload-list > li")
    expect(rows).to_have_count(7)
    expect(photographer.locator("#upload-list form.desk-photos__words")).to_have_count(6)
    expect(rows.nth(3).get_by_text("The file is damaged or cut off.")).to_be_visible()
    expect(photographer.locator("#photo-upload-status")).to_contain_text("Files that are there: 6 of 7")

    same = photographer.locator("#photo-same")
    same.get_by_label("Credit, as printed").fill("Ines Moreau")
    same.get_by_label("Rights", exact=True).select_option("own")
    rows.nth(5).locator("[data-photo-tick]").uncheck()
    same.get_by_role("button", name="Fill in below").click()
    expect(rows.nth(0).get_by_label("Credit, as printed")).to_have_value("Ines Moreau")
    expect(rows.nth(5).get_by_label("Credit, as printed")).to_have_value("")

    # The session ends half way: nothing on the page is lost, and the same button works after logging in.
    photographer.context.clear_cookies()
    photographer.locator("#photo-save-all").click()
    expect(rows.nth(0).get_by_text("Not saved yet.")).to_be_visible()
    photographer.locator("#fileupload").set_input_files(card[1])
    expect(rows.nth(7).get_by_text("You have been logged out meanwhile.")).to_be_visible()
    other = photographer.context.new_page()
    log_in(other, new_paper.url)
    rows.nth(7).get_by_role("button", name="Try again").click()
    expect(rows.nth(7).get_by_text("This picture seems to be there already.")).to_be_visible()
    rows.nth(7).get_by_role("link", name="Use the one that is there").or_(
        rows.nth(7).get_by_role("button", name="Use the one that is there")
    ).click()
    expect(rows).to_have_count(7)
    photographer.locator("#photo-save-all").click()
    expect(photographer.locator("#upload-list form.desk-photos__words")).to_have_count(0)

    crop_first(photographer, new_paper.url)
    address = publish_with_picture(page, new_paper.url)
    reader = page.context.browser.new_page()
    read(reader, new_paper.url, address)
    expect(reader.get_by_text("Ines Moreau").first).to_be_visible()

    # The picture of a public story is not deleted, and says where it is.
    photographer.goto(f"{new_paper.url}/desk/images/")
    photographer.get_by_role("link", name="DSC_0").first.click()
    photographer.get_by_role("link", name="Used").click()
    expect(photographer.get_by_text("One thing needs this picture")).to_be_visible()
    expect(photographer.get_by_text("Ferry back in service")).to_be_visible()


def add_photo_editor(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/users/new/")
    for name, value in {
        "username": "pavel",
        "email": "pavel@harbour.example",
        "first_name": "Pavel",
        "last_name": "Orlov",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("tab", name="Roles").first.click()
    page.get_by_label("Photo editors").check()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("pavel").first).to_be_visible()


def log_in(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/login/")
    page.locator("#id_username").fill("pavel@harbour.example")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    # The log-in page has the paper's name for a heading too.
    page.wait_for_url(f"{url}/desk/")
    expect(page.get_by_role("heading", name="The Harbour Post", level=1)).to_be_visible()


def crop_first(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/images/")
    page.get_by_role("link", name="DSC_0").first.click()
    picture = page.locator(".focal-point-chooser .jcrop-holder")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 140, steps=8)
    page.mouse.up()
    assert page.locator("input.focal_point_x").input_value()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("updated").first).to_be_visible()


def publish_with_picture(page: Page, url: str) -> str:
    page.goto(f"{url}/desk/")
    page.locator(".desk-write").get_by_role("link", name="Town").click()
    screen = StoryScreen(page)
    screen.type_headline("Ferry back in service")
    screen.type_paragraph(screen.first_part, "The ferry sails again.")
    page.get_by_role("button", name="Choose a picture").first.click()
    page.locator(".modal-body").get_by_role("link", name="DSC_0").first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    screen.settle()
    screen.publish()
    address = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert address
    return path_of(address)
