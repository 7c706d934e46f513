"""Logging in with a passkey and with an authenticator app, as a person does, in real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.paper_server import RunningPaper
from tests.support.second_factors import App

PASSWORD = "a quiet harbor 7"
WIDTHS = (360, 768, 1440)


@pytest.mark.slow
def test_passkey_and_app_from_setting_up_to_logging_in(
    browser: Browser, new_paper: RunningPaper, tmp_path: Path
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    foreign = watch_requests(page, new_paper.url)
    device = virtual_device(context, page)
    come_in(page, new_paper)

    # Right after logging in nothing is asked again.
    page.goto(f"{new_paper.url}/desk/security/")
    take_pictures(page, tmp_path, "security")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("textbox", name="Name").fill("My telephone")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("shown only once")).to_be_visible()
    take_pictures(page, tmp_path, "codes")
    recovery = page.locator(".desk-security__codes code").first.inner_text().replace(" ", "")
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("My telephone")).to_be_visible()

    app = set_up_app(page, tmp_path)
    take_pictures(page, tmp_path, "security-full")

    # The passkey alone.
    log_out(page, new_paper)
    take_pictures(page, tmp_path, "login")
    page.get_by_role("button", name="Log in with a passkey").click()
    be_at_home(page, new_paper)

    # Password and code; the code that set the app up is used, so it is the next one.
    log_out(page, new_paper)
    type_password(page)
    expect(page.get_by_text("One more step")).to_be_visible()
    take_pictures(page, tmp_path, "second-step")
    page.get_by_label("Code").fill(app.code(steps=1))
    page.get_by_role("button", name="Log in").click()
    be_at_home(page, new_paper)

    # Password and passkey.
    log_out(page, new_paper)
    type_password(page)
    page.get_by_role("button", name="Use your passkey").click()
    be_at_home(page, new_paper)

    # Without the telephone: a passkey that does not answer says so, a recovery code helps, once.
    log_out(page, new_paper)
    device.send("WebAuthn.disable")
    for helps in (True, False):
        type_password(page)
        page.get_by_label("Code").fill(recovery)
        page.get_by_role("button", name="Log in").click()
        if helps:
            be_at_home(page, new_paper)
            log_out(page, new_paper)
        else:
            expect(page.get_by_text("it has been used").first).to_be_visible()

    assert foreign == []
    assert {cookie["path"] for cookie in context.cookies()} == {"/desk/"}


def virtual_device(context: BrowserContext, page: Page) -> CDPSession:
    """Give the browser a telephone that keeps passkeys and says yes to everything."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def watch_requests(page: Page, url: str) -> list[str]:
    foreign: list[str] = []

    def look(request: object) -> None:
        address: str = request.url
        if not address.startswith((url, "data:", "blob:")):
            foreign.append(address)

    page.on("request", look)
    return foreign


def come_in(page: Page, paper: RunningPaper) -> None:
    page.goto(paper.welcome)
    page.fill("#id_name", "Anna Orlova")
    page.fill("#id_email", "anna@harbour.example")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button").first.click()
    be_at_home(page, paper)


def be_at_home(page: Page, paper: RunningPaper) -> None:
    # The log-in page has the paper's name for a heading too, so the address decides.
    page.wait_for_url(f"{paper.url}/desk/")
    expect(page.get_by_role("heading", name="The Harbour Post", level=1)).to_be_visible()


def set_up_app(page: Page, folder: Path) -> App:
    page.get_by_role("link", name="Set up an app").click()
    take_pictures(page, folder, "app")
    page.get_by_text("The camera cannot read it").click()
    app = App(page.locator(".desk-security__key").inner_text())
    page.get_by_label(re.compile("six digits")).fill(app.code())
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("link", name="Remove the app")).to_be_visible()
    return app


def log_out(page: Page, paper: RunningPaper) -> None:
    # What is still on its way would end the next navigation.
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="dateline_session")
    page.goto(f"{paper.url}/desk/login/")


def type_password(page: Page) -> None:
    page.get_by_label("E-mail address").fill("anna@harbour.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def take_pictures(page: Page, folder: Path, name: str) -> None:
    """Keep what the screen looks like at three widths, beside the log of the paper."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png")
