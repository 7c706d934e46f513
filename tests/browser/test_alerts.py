"""A reader asks for alerts, one comes, and a click opens its story; what readers see who cannot have any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.paper_server import RunningPaper, running_paper
from tests.browser.test_fronts import come_in
from tests.browser.test_offline import WORKING
from tests.integration.alerts.push_fake import FakePush

# A browser without a push service: what it would answer, with real keys.
STUB = """
(() => {
  const sent = %s;
  const unsubscribe = async () => { localStorage.removeItem("made"); return true; };
  const made = { ...sent, toJSON: () => sent, unsubscribe };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("made") ? made : null);
  PushManager.prototype.subscribe = async (options) => {
    localStorage.setItem("made", options.applicationServerKey);
    return made;
  };
  Notification.requestPermission = async () => Notification.permission;
})();
"""
SHOWN = """navigator.serviceWorker.ready.then((one) => one.getNotifications()).then(
  (all) => all.map(({ title, body, tag, data, lang }) => ({ title, body, tag, data, lang })))"""


@pytest.fixture
def push() -> Iterator[FakePush]:
    made = FakePush()
    yield made
    made.close()
    assert made.refused == []


@pytest.fixture
def with_alerts(page: Page, tmp_path: Path) -> Iterator[RunningPaper]:
    """The demo paper, with alerts, which may write to a push service on this machine."""
    with running_paper(tmp_path, "--demo", DATELINE_PRIVATE_WEBHOOKS="1") as paper:
        switch_on(page, paper)
        yield paper


def switch_on(page: Page, paper: RunningPaper) -> None:
    come_in(page, paper)
    page.goto(f"{paper.url}/desk/settings/paper_alerts/alertsettings/")
    page.get_by_role("checkbox", name="readers can have alerts").check()
    page.get_by_label("quiet until").fill("22")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".messages")).to_be_visible()
    # The worker makes the key within a second.
    for _ in range(100):
        if page.request.get(f"{paper.url}/alerts/").ok:
            return
        page.wait_for_timeout(200)
    raise AssertionError("no page of alerts")


@pytest.fixture
def sent(page: Page, push: FakePush, with_alerts: RunningPaper) -> dict[str, Any]:
    """What the push service gave the reader's browser."""
    html = page.request.get(f"{with_alerts.url}/alerts/").text()
    return push.subscribe(key=html.partition('data-alerts="')[2].partition('"')[0])


@pytest.fixture
def phone(browser: Browser, sent: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["notifications"])
    context.add_init_script(STUB % json.dumps(sent))
    yield context
    context.close()


def deliver(session: CDPSession, paper: RunningPaper, message: dict[str, Any], registration: str) -> None:
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": paper.url, "registrationId": registration, "data": json.dumps(message)},
    )


def registration_of(session: CDPSession, page: Page) -> str:
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            return found[-1]
        page.wait_for_timeout(100)
    raise AssertionError("no service worker")


@pytest.mark.slow
def test_reader_asks_for_alerts_and_one_leads_to_its_story(
    page: Page,
    phone: BrowserContext,
    push: FakePush,
    sent: dict[str, Any],
    with_alerts: RunningPaper,
) -> None:
    reader = phone.new_page()
    asked: list[str] = []
    phone.on("request", lambda one: asked.append(one.url))
    reader.goto(with_alerts.url)
    reader.get_by_role("link", name="Alerts on this device").click()
    reader.get_by_role("button", name="Save").click()
    expect(reader.get_by_text("Alerts are on for this device.")).to_be_visible()
    reader.get_by_role("checkbox").nth(1).check()
    reader.get_by_role("button", name="Save").click()
    expect(reader.get_by_text("Alerts are on for this device.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Alerts are on for this device.")).to_be_visible()
    assert [box.is_checked() for box in reader.get_by_role("checkbox").all()[:3]] == [True, True, False]

    # The desk: written, looked at, sent to the one reader.
    page.goto(f"{with_alerts.url}/desk/alerts/")
    page.get_by_label("Story").select_option(index=1)
    page.get_by_role("button", name="Write", exact=True).click()
    page.get_by_label("Headline").fill("The bridge is closed")
    expect(page.locator("[data-alert-title]")).to_have_text("The bridge is closed")
    expect(page.locator("[data-alert-count=title]")).to_have_text("20 / 80")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("It goes to 1 device that asked for")).to_be_visible()
    page.get_by_role("button", name="Send it to 1 device").click()
    expect(page.get_by_text("The alert is on its way.")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("^The bridge is closed"))).to_be_visible()

    # The service has it within seconds. What it hands over the program on the device shows; twice, it is one.
    for _ in range(150):
        if push.shown(sent):
            break
        page.wait_for_timeout(200)
    told = push.shown(sent)[0]
    assert told["title"] == "The bridge is closed"
    reader.wait_for_function(WORKING)
    session = phone.new_cdp_session(reader)
    registration = registration_of(session, reader)
    for _ in range(2):
        deliver(session, with_alerts, {"web_push": 8030, "notification": told}, registration)
    only_one = {
        "title": told["title"],
        "body": told["body"],
        "tag": told["tag"],
        "data": told["navigate"],
        "lang": "en",
    }
    # While one takes the place of the other none may stand there for a moment.
    for _ in range(50):
        reader.wait_for_timeout(200)
        if reader.evaluate(SHOWN) == [only_one]:
            break
    assert reader.evaluate(SHOWN) == [only_one]
    click_the_notification(phone, told["navigate"])

    reader.goto(f"{with_alerts.url}/alerts/")
    reader.get_by_role("button", name="End all alerts").click()
    expect(reader.get_by_text("Alerts are off for this device")).to_be_visible()
    known = {"endpoint": sent["endpoint"]}
    answer = reader.request.post(f"{with_alerts.url}/alerts/known/", data=known)
    assert answer.status == 404
    # Nobody else was asked for anything.
    assert {url.removeprefix(with_alerts.url)[:1] for url in asked} == {"/"}


def click_the_notification(phone: BrowserContext, address: str) -> None:
    """Click as the system does: the worker gets the event with the notification that stands there."""
    worker = phone.service_workers[0]
    with phone.expect_page() as opened:
        worker.evaluate(
            """async () => {
              const [notification] = await self.registration.getNotifications();
              // Windows may be opened by a click alone; here the browser is asked for what would be opened.
              self.clients.openWindow = async (url) => { self.opened = url; };
              self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
            }"""
        )
        url = worker.evaluate("self.opened")
        assert url == address
        phone.new_page().goto(url)
    expect(opened.value.locator("main h1")).to_be_visible()
    assert worker.evaluate("self.registration.getNotifications().then((all) => all.length)") == 0


@pytest.mark.slow
def test_readers_who_cannot_have_alerts_are_told_why(browser: Browser, with_alerts: RunningPaper) -> None:
    scenes = {
        "Your browser does not let": (
            'Object.defineProperty(Notification, "permission", { get: () => "denied" });'
        ),
        "This browser cannot show alerts": "delete window.PushManager;",
        "On this device alerts come only": (
            "delete window.PushManager;"
            'Object.defineProperty(Navigator.prototype, "standalone", { get: () => false });'
        ),
    }
    for words, script in scenes.items():
        context = browser.new_context()
        context.add_init_script(script)
        page = context.new_page()
        page.goto(f"{with_alerts.url}/alerts/")
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.locator(".alerts-form")).to_be_hidden()
        context.close()

    without = browser.new_context(java_script_enabled=False)
    page = without.new_page()
    page.goto(f"{with_alerts.url}/alerts/")
    # Playwright's other selectors pass over what is for those without script, though the browser shows it.
    assert "Alerts need script" in page.locator("noscript").inner_text()
    expect(page.locator(".alerts-form")).to_be_hidden()
    without.close()
