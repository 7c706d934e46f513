"""Channels on the desk: added off, checked, switched on; secrets are never shown; each story has its say."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.social.choices import ServiceName, State
from dateline.social.models import Channel, ChannelPost, ChannelWords
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft
from tests.integration.social.bluesky_fake import FakeBluesky
from tests.integration.social.channels import later, story_now, switched_on, update, work
from tests.integration.social.telegram_fake import FakeTelegram


@pytest.fixture
def chief(paper: Any) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(member(Role.EDITOR_IN_CHIEF))
    return client


def told(answer: Any) -> str:
    return str(answer.content.decode())


FORM = {
    "name": "Harbour on Telegram",
    "handle": FakeTelegram.channel,
    "secret": FakeTelegram.token,
    "template": "{headline}\n\n{link}",
    "labels": ["news", "opinion"],
}


def test_channel_is_added_off_checked_and_switched_on(chief: Client, telegram: FakeTelegram) -> None:
    answer = chief.post(reverse("channels:new", args=["telegram"]), FORM)
    channel = Channel.objects.get()
    assert answer.headers["location"] == reverse("channels:channel", args=[channel.pk])
    assert (channel.is_on, channel.server, channel.labels) == (
        False,
        "https://api.telegram.org",
        ["news", "opinion"],
    )
    Channel.objects.update(server=telegram.url)
    page = reverse("channels:channel", args=[channel.pk])

    assert "may post to “The Harbour Post”" in told(chief.post(page, {"check": "1"}, follow=True))
    telegram.may_post = False
    assert "may not post there" in told(chief.post(page, {"check": "1"}, follow=True))
    assert telegram.posts == 0
    chief.post(page, {"on": "1"})
    assert Channel.objects.get().is_on
    chief.post(page, {"off": "1"})
    assert not Channel.objects.get().is_on
    assert chief.post(page, {"end": "1"}).headers["location"] == reverse("channels:list")
    assert (Channel.objects.get().secret, chief.get(page).status_code) == ("", 404)
    assert chief.post(reverse("channels:new", args=["telegram"]), FORM).status_code == 302


def test_secret_is_never_shown_and_stays_when_left_empty(chief: Client, telegram: FakeTelegram) -> None:
    chief.post(reverse("channels:new", args=["telegram"]), FORM)
    channel = Channel.objects.get()
    page = reverse("channels:channel", args=[channel.pk])
    answers = [
        chief.get(page),
        chief.post(page, {**FORM, "change": "1", "name": ""}),
        chief.post(page, {**FORM, "change": "1", "secret": "", "name": "Renamed"}, follow=True),
        chief.get(reverse("channels:list")),
        chief.get("/desk/reports/site-history/"),
    ]

    assert answers[1].status_code == 422
    assert not [answer for answer in answers if FakeTelegram.token in told(answer)]
    changed = Channel.objects.get()
    assert (changed.name, changed.secret) == ("Renamed", channel.secret)


@pytest.mark.parametrize(
    "wrong",
    [{"secret": "nonsense"}, {"secret": ""}, {"template": "{headlne}"}, {"labels": []}, {"name": ""}],
)
def test_what_cannot_be_is_refused(chief: Client, wrong: dict[str, Any]) -> None:
    assert chief.post(reverse("channels:new", args=["telegram"]), {**FORM, **wrong}).status_code == 422
    assert not Channel.objects.exists()


def test_service_that_is_not_there_is_not_found(chief: Client) -> None:
    assert chief.get(reverse("channels:new", args=["myspace"])).status_code == 404


def test_story_has_own_words_or_does_not_go_there(chief: Client, channel: Channel) -> None:
    story = draft()
    page = reverse("channels:story", args=[story.pk])
    prefix = f"channel-{channel.pk}"
    decide = {"decide": str(channel.pk), f"{prefix}-choice": "words", f"{prefix}-text": "Look: {headline}"}
    assert chief.post(page, decide).status_code == 302
    assert ChannelWords.objects.get().text == "Look: {headline}"
    assert "Look: {headline}" in told(chief.get(page))
    for text in ("", "{nonsense}"):
        assert chief.post(page, {**decide, f"{prefix}-text": text}).status_code == 422
    chief.post(page, {**decide, f"{prefix}-choice": "skip"})
    assert (ChannelWords.objects.get().is_skipped, ChannelWords.objects.get().text) == (True, "")
    assert "not in this channel" in told(chief.get(reverse("wagtailadmin_pages:edit", args=[story.pk])))
    chief.post(page, {**decide, f"{prefix}-choice": ""})
    assert not ChannelWords.objects.exists()


def test_draft_is_not_posted_by_hand(chief: Client, channel: Channel) -> None:
    story = draft()
    page = reverse("channels:story", args=[story.pk])
    answer = chief.post(page, {"post": str(channel.pk)}, follow=True)

    assert "Only public stories" in told(answer)
    assert not ChannelPost.objects.exists()


def test_unknown_is_told_on_all_screens_and_settled_by_whoever_looks(
    chief: Client, channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    telegram.moods = ["lost"]
    work(channel)
    page = reverse("channels:story", args=[story.pk])
    for screen in (reverse("channels:list"), reverse("delivery")):
        assert "Nobody knows whether 1 story is there" in told(chief.get(screen))
    assert "did not say whether it posted" in told(chief.get(page))
    look = {"look": str(channel.pk), "there": "there"}
    chief.post(page, {**look, "address": "https://elsewhere.example/1"})
    assert ChannelPost.objects.get().state == State.UNKNOWN
    chief.post(page, {**look, "address": "https://t.me/harbour_post/1"})
    work(channel, clock=later(minutes=5))

    post = ChannelPost.objects.get()
    assert (post.state, post.remote_id, telegram.posts) == (State.POSTED, "1", 1)
    assert "https://t.me/harbour_post/1" in told(chief.get(page))


def test_failing_channel_is_on_the_delivery_page(chief: Client, channel: Channel) -> None:
    said = {"latest_error": "It answers 403: Forbidden", "failures": 3}
    Channel.objects.update(failing_since=timezone.now(), **said)
    for screen in (reverse("delivery"), reverse("channels:list")):
        assert "It answers 403: Forbidden" in told(chief.get(screen))
    assert f"The channel “{channel.name}” fails since" in told(chief.get(reverse("delivery")))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.COPY_EDITOR])
def test_accounts_are_for_chiefs_alone(paper: Any, channel: Channel, role: Role) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(member(role))
    for name, args in (("list", []), ("new", ["telegram"]), ("channel", [channel.pk])):
        assert client.get(reverse(f"channels:{name}", args=args)).status_code in (302, 403)
        client.post(reverse(f"channels:{name}", args=args), {"end": "1"})
    assert Channel.objects.get().ended_at is None


def test_reporter_does_not_decide_what_a_channel_says(paper: Any, channel: Channel) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(member(Role.REPORTER))
    page = reverse("channels:story", args=[draft().pk])
    client.post(page, {"decide": str(channel.pk), f"channel-{channel.pk}-choice": "skip"})

    assert not ChannelWords.objects.exists()


def test_mastodon_asks_for_a_public_server(chief: Client, settings: Any) -> None:
    settings.PRIVATE_WEBHOOKS = False
    page = reverse("channels:new", args=["mastodon"])
    form = {"name": "Fediverse", "secret": "x" * 43, "template": "{headline}", "labels": ["news"]}
    for server in ("", "http://example.social", "https://127.0.0.1", "https://[::1]/", "nonsense"):
        assert chief.post(page, {**form, "server": server}).status_code == 422
    assert chief.post(page, {**form, "server": "https://93.184.216.34/"}).status_code == 302

    assert (Channel.objects.get().server, Channel.objects.get().handle) == ("https://93.184.216.34", "")


def test_post_that_cannot_be_changed_is_replaced_when_asked(
    chief: Client, paper: Any, bluesky: FakeBluesky
) -> None:
    values = {"name": "Sky", "server": bluesky.url, "handle": bluesky.handle, "template": "{headline}"}
    account = switched_on(ServiceName.BLUESKY, values, secret=bluesky.password)
    story = story_now()
    work(account)
    update(story, title="Changed")
    work(account)
    page = reverse("channels:story", args=[story.pk])
    assert "It says something else there now" in told(chief.get(page))
    chief.post(page, {"post": str(account.pk)})
    work(account)

    assert [text.partition("\n")[0] for text in bluesky.shown] == ["Changed"]
    assert "It says something else there now" not in told(chief.get(page))
