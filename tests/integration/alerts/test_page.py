"""The page of alerts, the program on devices, and what leads to them: the same for everybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import ALERTS as KEY
from dateline.alerts.models import AlertSettings, PushIdentity
from dateline.alerts.sending import send_due_now
from dateline.edition.copies import is_left_at_home, making_a_copy
from dateline.edition.keys import Readings, collecting, untouched
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from dateline.reader.device_addresses import ALERTS, MANIFEST, WORKER
from dateline.reader.finding import existing_addresses
from tests.factories.papers import section
from tests.integration.alerts.telling import switch_on

FOOTER = f'<li><a href="{ALERTS}">'


def told_to_worker(client: Client) -> tuple[dict[str, Any], str]:
    text = client.get(WORKER).content.decode()
    told, _end, program = text.partition("const PAPER = ")[2].partition(";\n")
    return json.loads(told), program


def test_as_delivered_there_is_nothing_of_it(client: Client, paper: HomePage) -> None:
    assert client.get(ALERTS).status_code == 404
    assert FOOTER not in client.get("/").content.decode()
    told, program = told_to_worker(client)
    assert "alerts" not in told
    assert "push" not in program
    assert json.loads(client.get(MANIFEST).content)["display"] == "minimal-ui"


def test_switched_on_every_page_leads_there(client: Client, paper: HomePage) -> None:
    key = switch_on()
    for address in ("/", "/town/", "/archive/", ALERTS):
        assert FOOTER in client.get(address).content.decode(), address

    html = client.get(ALERTS).content.decode()
    assert f'data-alerts="{key}"' in html
    values = [part.partition('"')[0] for part in html.split('name="subject" value="')[1:]]
    assert values[:2] == ["breaking", f"section-{section('town').pk}"]
    assert html.count(" checked>") == 1
    # What a script shows is hidden until it runs; what is for those without one is not.
    assert "<noscript><p>" in html
    assert '<form class="alerts-form" hidden>' in html


@pytest.mark.parametrize("switch", ["alerts", "read stories", "key"])
def test_kept_link_goes_with_what_it_was_made_from(client: Client, paper: HomePage, switch: str) -> None:
    switch_on()
    shelf: Readings = {}
    with collecting(kept=shelf):
        assert FOOTER in client.get("/").content.decode()
    before = latest_number()

    match switch:
        case "alerts":
            row = AlertSettings.objects.get()
            row.is_on = False
            row.save()
        case "read stories":
            paper_row = PaperSettings.objects.get()
            paper_row.keeps_read_stories = False
            paper_row.save()
        case "key":
            PushIdentity.objects.get().delete()

    touched = {key for entry in LogEntry.objects.after(before) for key in entry.keys}
    with collecting(kept=untouched(shelf, touched)):
        assert FOOTER not in client.get("/").content.decode()


def test_page_depends_on_nobody(client: Client, paper: HomePage) -> None:
    switch_on()
    one = client.get(ALERTS)
    another = Client(headers={"user-agent": "other", "cookie": "a=b", "accept-language": "ru"}).get(ALERTS)

    assert one.content == another.content
    assert not one.cookies


def test_program_on_devices_shows_alerts_and_stays_small(client: Client, paper: HomePage) -> None:
    key = switch_on()
    told, program = told_to_worker(client)

    assert told["alerts"] == {"key": key, "icon": "/icons/192.png"}
    for event in ("push", "notificationclick", "pushsubscriptionchange", "fetch"):
        assert f'self.addEventListener("{event}"' in program
    assert len(client.get(WORKER).content) < 5_000
    manifest = json.loads(client.get(MANIFEST).content)
    assert (manifest["display"], manifest["display_override"]) == ("standalone", ["minimal-ui"])


def test_without_the_program_on_devices_there_are_none(client: Client, paper: HomePage) -> None:
    switch_on()
    row = PaperSettings.objects.get()
    row.keeps_read_stories = False
    row.save()

    assert client.get(ALERTS).status_code == 404
    assert FOOTER not in client.get("/").content.decode()


def test_copy_of_the_paper_has_none(client: Client, paper: HomePage) -> None:
    switch_on()
    with making_a_copy():
        assert FOOTER not in client.get("/").content.decode()
    assert is_left_at_home(ALERTS)


def test_pages_hear_of_the_switch_and_of_the_key(client: Client, paper: HomePage) -> None:
    for address in ("/", "/town/", ALERTS, WORKER, MANIFEST):
        with collecting() as found:
            client.get(address)
        assert KEY in found.keys, address
    before = LogEntry.objects.count()
    AlertSettings(is_on=True).save()
    keep_identity(at=timezone.now())

    entries = LogEntry.objects.order_by("number")[before:]
    assert [KEY in entry.keys for entry in entries] == [True, True]


def test_worker_makes_the_key_when_alerts_are_switched_on(client: Client, paper: HomePage) -> None:
    send_due_now()
    assert client.get(ALERTS).status_code == 404
    AlertSettings(is_on=True).save()
    assert client.get(ALERTS).status_code == 404
    send_due_now()
    assert client.get(ALERTS).status_code == 200


def test_in_times_of_flood_the_page_is_known(paper: HomePage) -> None:
    assert existing_addresses([ALERTS, "/alerts/nothing/"]) == {ALERTS}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_takes_nothing(client: Client, paper: HomePage, method: str) -> None:
    switch_on()
    assert getattr(client, method)(ALERTS).status_code == 405
