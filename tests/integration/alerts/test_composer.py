"""The desk: the switch, writing an alert in two steps, calling it off, and words that must go."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from dateline.alerts.choices import BREAKING, EndReason, State, section_subject
from dateline.alerts.models import Alert, AlertSettings
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication
from dateline.publishing.withholding_actions import withhold_versions
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.staff import member
from tests.factories.stories import draft, published
from tests.integration.alerts.push_fake import FakePush
from tests.integration.alerts.telling import alert, device, later, switch_on, work
from tests.support.watching import fresh

LIST = "alerts:list"


@pytest.fixture
def editor(paper: Any) -> User:
    return member(Role.EDITOR)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def address(story: StoryPage) -> str:
    return reverse("alerts:new", args=[story.pk])


def form(**fields: Any) -> dict[str, Any]:
    usual = {
        "key": str(uuid.uuid4()),
        "subject": BREAKING,
        "title": "Ferry back",
        "text": "At noon.",
        "hours": 4,
    }
    return {**usual, **fields}


def test_form_is_filled_from_the_story(desk: Client, paper: Any) -> None:
    switch_on()
    story = published(
        "The ferry that the whole town has waited for since the storm of last winter is back, says the port",
        standfirst="It sails at noon. " * 20,
    )
    chosen = desk.get(reverse(LIST), {"story": story.pk})
    assert (chosen.status_code, chosen["Location"]) == (302, address(story))
    shown = desk.get(address(story)).context["form"]

    assert len(shown["title"].value()) == 80
    assert shown["title"].value().endswith("…")
    assert len(shown["text"].value()) == 180
    assert [value for value, _name in shown.fields["subject"].choices][:2] == [
        BREAKING,
        section_subject(section("town").pk),
    ]


def test_short_headline_is_taken_where_there_is_one(desk: Client, paper: Any) -> None:
    switch_on()
    story = published("The ferry is back in service", short_headline="Ferry back")

    assert desk.get(address(story)).context["form"]["title"].value() == "Ferry back"


def test_alert_is_looked_at_and_then_sent(
    desk: Client, editor: User, push: FakePush, ferry: StoryPage
) -> None:
    key = switch_on()
    phone = device(push, key=key)
    device(push, section_subject(section("sea").pk), key=key)
    sent = form()

    look = desk.post(address(ferry), {**sent, "look": "1"})
    html = look.content.decode()
    assert look.context["readers"] == 1
    assert "It goes to <strong>1 device</strong>" in html
    assert not Alert.objects.exists()

    # As the second screen sends it: with hidden fields.
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', html))
    hidden.pop("csrfmiddlewaretoken", None)
    assert hidden["key"] == sent["key"]
    assert desk.post(address(ferry), {**hidden, "send": "1"})["Location"] == reverse(LIST)
    # Pressed twice, it is one.
    desk.post(address(ferry), {**hidden, "send": "1"})
    row = Alert.objects.get()
    assert (row.title, row.text, row.made_by, row.ignores_quiet) == ("Ferry back", "At noon.", editor, False)
    assert row.expires_at - row.made_at == timedelta(hours=4)

    work(later(seconds=5))
    assert [one["title"] for one in push.shown(phone)] == ["Ferry back"]
    rows = desk.get(reverse(LIST)).context["rows"]
    assert [(one.state, one.sent, subject) for one, subject in rows] == [(State.DONE, 1, "Breaking news")]
    entry = ModelLogEntry.objects.get(action="paper.alert.written")
    assert (entry.user, entry.data) == (editor, {"subject": BREAKING, "story": str(ferry.uuid)})


def test_who_changes_it_gets_the_form_with_what_was_typed(desk: Client, ferry: StoryPage) -> None:
    switch_on()
    answer = desk.post(address(ferry), {**form(title="Typed"), "change": "1"})

    assert answer.context["form"]["title"].value() == "Typed"
    assert "told" not in answer.context
    assert not Alert.objects.exists()


def test_in_quiet_hours_the_screen_says_until_when_it_waits(desk: Client, ferry: StoryPage) -> None:
    switch_on(quiet=(0, 23))
    if timezone.now().hour == 23:
        switch_on(quiet=(23, 22))

    waits = desk.post(address(ferry), {**form(), "look": "1"}).context["waits_until"]
    assert waits is not None
    assert waits > timezone.now()
    at_once = desk.post(address(ferry), {**form(ignores_quiet="on"), "look": "1"})
    assert at_once.context["waits_until"] is None
    desk.post(address(ferry), {**form(), "send": "1"})
    assert Alert.objects.get().expires_at == waits + timedelta(hours=4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 81},
        {"text": "x" * 181},
        {"title": "a\u202eb"},
        {"subject": "everything"},
        {"subject": "section-999999"},
        {"hours": 99},
        {"key": "none"},
    ],
)
def test_what_is_no_alert_is_refused_and_kept_on_the_form(
    desk: Client, ferry: StoryPage, wrong: dict[str, Any]
) -> None:
    switch_on()
    answer = desk.post(address(ferry), {**form(**wrong), "send": "1"})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Alert.objects.exists()


def test_only_of_what_readers_have(desk: Client, ferry: StoryPage) -> None:
    switch_on()
    hidden = draft("Secret until noon")
    assert desk.get(address(hidden)).status_code == 404
    assert desk.post(address(hidden), {**form(), "send": "1"}).status_code == 404
    unpublish_page(page=fresh(ferry), by=None)
    assert desk.post(address(ferry), {**form(), "send": "1"}).status_code == 404
    assert str(ferry.title) not in desk.get(reverse(LIST)).content.decode()
    assert not Alert.objects.exists()


def test_switched_off_nothing_can_be_written(desk: Client, ferry: StoryPage) -> None:
    assert "Readers cannot have alerts yet" in desk.get(reverse(LIST)).content.decode()
    desk.post(address(ferry), {**form(), "send": "1"})

    assert not Alert.objects.exists()


def test_alert_is_called_off_on_the_screen(desk: Client, editor: User, ferry: StoryPage) -> None:
    switch_on()
    row = alert(ferry)
    assert reverse("alerts:cancel", args=[row.pk]) in desk.get(reverse(LIST)).content.decode()
    for _ in range(2):
        assert desk.post(reverse("alerts:cancel", args=[row.pk])).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.end_reason, row.ended_by) == (State.CANCELED, EndReason.BY_HAND, editor)
    assert ModelLogEntry.objects.filter(action="paper.alert.called_off", user=editor).count() == 1
    assert reverse("alerts:cancel", args=[row.pk]) not in desk.get(reverse(LIST)).content.decode()
    assert desk.get(reverse("alerts:cancel", args=[row.pk])).status_code == 405


@pytest.mark.parametrize("role", [Role.REPORTER, Role.COPY_EDITOR, Role.PHOTO_EDITOR])
def test_who_may_not_arrange_fronts_may_not_send(client: Client, ferry: StoryPage, role: str) -> None:
    switch_on()
    client.force_login(member(role))
    for answer in (
        client.get(reverse(LIST)),
        client.post(address(ferry), {**form(), "send": "1"}),
        client.post(reverse("alerts:cancel", args=[alert(ferry).pk])),
    ):
        assert answer.status_code in (302, 403)
    assert Alert.objects.get().state == State.WAITING
    assert reverse(LIST) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_switch_needs_the_program_on_devices(client: Client, paper: Any) -> None:
    client.force_login(member(Role.EDITOR_IN_CHIEF))
    settings = PaperSettings.objects.get()
    settings.keeps_read_stories = False
    settings.save()
    row = AlertSettings.objects.create()
    screen = reverse("wagtailsettings:edit", args=["paper_alerts", "alertsettings", row.pk])
    sent = {"is_on": "on", "quiet_from": "21", "quiet_until": "6"}

    refused = client.post(screen, sent)
    assert "First let devices keep the stories that were read" in refused.content.decode()
    settings.keeps_read_stories = True
    settings.save()
    client.post(screen, sent)
    row.refresh_from_db()
    assert (row.is_on, row.quiet_from, row.quiet_until) == (True, 21, 6)


def test_words_that_must_go_go_and_nobody_more_is_told(ferry: StoryPage) -> None:
    switch_on()
    page = fresh(ferry)
    page.title = "Ferry back, it seems"
    publish_page(page=page, by=None, kind=Kind.CORRECTION, summary="It was so. It is so.")
    old, new = alert(ferry), alert(ferry)
    Alert.objects.filter(pk=old.pk).update(
        state=State.DONE, number=1, begun_at=timezone.now(), ended_at=timezone.now()
    )
    publication = Publication.objects.get(pk=ferry.uuid)
    withhold_versions(publication=publication, numbers=[1], by=None, reason=RemovalReason.LEGAL)

    for row in (old, new):
        row.refresh_from_db()
        assert (row.title, row.text) == ("", "")
    assert (old.state, new.state, new.end_reason) == (State.DONE, State.CANCELED, EndReason.STORY_GONE)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "unknown"},
        {"title": ""},
        {"subject": "everything"},
        {"state": State.SENDING},
        {"state": State.DONE},
        {"state": State.CANCELED},
        {"number": 3},
        {"sent": 1},
        {"ended_at": timezone.now()},
        {"end_reason": EndReason.BY_HAND},
        {"state": State.CANCELED, "ended_at": timezone.now(), "end_reason": ""},
        {"expires_at": timezone.now() - timedelta(days=9)},
    ],
)
def test_database_holds_what_an_alert_can_be(ferry: StoryPage, broken: dict[str, Any]) -> None:
    row = alert(ferry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=row.pk).update(**broken)
