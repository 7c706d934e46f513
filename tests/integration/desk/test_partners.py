"""Partners on the desk: keys and secrets are shown once, acts are told, webhooks show how they are."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.feeds.models import (
    Hub,
    HubSubscription,
    Partner,
    PartnerFeed,
    PartnerKey,
    Republishing,
    Webhook,
    WebhookMessage,
)
from dateline.feeds.partner_actions import make_partner
from dateline.feeds.webhooks.following import webhook_follower
from dateline.publishlog.models import LogEntry
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.factories.stories import published


@pytest.fixture
def chief(db: None, tmp_path: object, settings: object) -> Client:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    make_paper()
    client = Client(headers={"host": "localhost"})
    client.force_login(member(Role.EDITOR_IN_CHIEF))
    return client


@pytest.fixture
def page(chief: Client) -> str:
    partner = make_partner(name="The Island Echo", by=None, at=timezone.now())
    return reverse("partners:partner", args=[partner.pk])


def test_partner_is_added_with_a_quota(chief: Client) -> None:
    data = {"name": "The Island Echo", "contact": "desk@echo.example", "quota": "100"}
    answer = chief.post(reverse("partners:list"), data)
    partner = Partner.objects.get()

    assert answer.headers["location"] == reverse("partners:partner", args=[partner.pk])
    assert (partner.name, partner.quota) == ("The Island Echo", 100)
    assert chief.post(reverse("partners:list"), {**data, "quota": "0"}).status_code == 422
    assert b"The Island Echo" in chief.get(reverse("partners:list")).content


def test_key_is_shown_once_opens_the_api_and_is_revoked(chief: Client, page: str) -> None:
    shown = chief.post(page, {"make_key": "1"}).content.decode()
    words = re.findall(r"dateline_[-\w]{43}", shown)
    reader = Client(headers={"host": "localhost", "authorization": f"Bearer {words[0]}"})

    assert len(words) == 1
    assert reader.get("/api/v1/sections").status_code == 200
    later = chief.get(page).content.decode()
    assert words[0] not in later
    assert PartnerKey.objects.get().hint in later
    chief.post(page, {"revoke": str(PartnerKey.objects.get().pk)})
    assert reader.get("/api/v1/sections").status_code == 401
    assert "Key revoked" in chief.get(page).content.decode()


def test_webhook_shows_its_secret_once_and_how_it_is(chief: Client, page: str) -> None:
    data = {"make_webhook": "1", "url": "https://echo.example/hook", "stories": "all"}
    shown = chief.post(page, data).content.decode()
    assert len(re.findall(r"whsec_[\w+/=]{40,}", shown)) == 1
    assert "whsec_" not in chief.get(page).content.decode()

    published("Ferry back")
    webhook_follower().handle(list(LogEntry.objects.all()))
    WebhookMessage.objects.update(state="given_up", attempts=3, latest_error="It answers 500.")
    later = chief.get(page).content.decode()
    assert "0 delivered, 0 waiting, 1 given up" in later
    assert "It answers 500." in later
    chief.post(page, {"again": str(Webhook.objects.get().pk)})
    assert WebhookMessage.objects.get().state == "waiting"
    chief.post(page, {"end": str(Webhook.objects.get().pk)})
    assert Webhook.objects.get().ended_at is not None


@pytest.mark.parametrize(
    "url", ["http://echo.example/", "https://127.0.0.1/", "https://[::1]/", "nonsense", ""]
)
def test_webhook_that_leads_inside_is_refused_in_words(chief: Client, page: str, url: str) -> None:
    answer = chief.post(page, {"make_webhook": "1", "url": url, "stories": "all"})

    assert answer.status_code == 422
    assert not Webhook.objects.exists()


def test_republishing_is_decided_here(chief: Client) -> None:
    chief.post(reverse("partners:list"), {"republishing": "1", "is_on": "on", "terms": "Name us."})

    assert (Republishing.objects.get().is_on, Republishing.objects.get().terms) == (True, "Name us.")


@pytest.mark.parametrize("number", ["x", "", "99999999999999999999", "-1", "5"])
def test_key_that_is_not_there_cannot_be_revoked(chief: Client, page: str, number: str) -> None:
    assert chief.post(page, {"revoke": number}).status_code == 404


def test_feed_is_made_shown_once_and_ended(chief: Client, page: str) -> None:
    story = published("Ferry back", topics=["Ferries"])
    data = {"title": "Harbour", "topics": "ferries", "length": "10", "is_full": "on", "make_feed": "1"}
    shown = chief.post(page, data).content.decode()
    addresses = re.findall(r"http://\S+?/partner-feed/[-\w]{32}\.(?:rss|atom|json)", shown)
    path = "/" + addresses[0].split("/", 3)[3]
    reader = Client(headers={"host": "localhost"})

    assert [address.rsplit(".", 1)[1] for address in addresses] == ["rss", "atom", "json"]
    assert story.title in reader.get(path).content.decode()
    later = chief.get(page).content.decode()
    assert addresses[0] not in later
    assert "Harbour" in later
    assert "Ferries" in later
    chief.post(page, {"end_feed": str(PartnerFeed.objects.get().pk)})
    assert reader.get(path).status_code == 404
    assert "Feed ended" in chief.get(page).content.decode()


def test_feed_of_an_unknown_topic_or_length_is_refused_and_kept_on_the_form(chief: Client, page: str) -> None:
    for wrong in ({"topics": "Nonsense"}, {"length": "0"}, {"title": ""}):
        data = {"title": "Harbour", "topics": "", "length": "10", "make_feed": "1", **wrong}
        answer = chief.post(page, data)
        assert answer.status_code == 422
        assert next(iter(wrong.values())) in answer.content.decode()
    assert not PartnerFeed.objects.exists()


def test_hub_of_the_feeds_is_chosen_and_every_feed_names_it(chief: Client) -> None:
    hub = reverse("partners:hub")
    assert b"Nobody: programs ask by themselves" in chief.get(reverse("partners:list")).content

    answer = chief.post(hub, {"kind": "outside", "url": " https://hub.example/ "}, follow=True)

    assert answer.redirect_chain == [(hub, 302)]
    assert "Nothing yet: it is told when a feed changes." in answer.content.decode()
    assert [choice.words for choice in answer.context["state"].choices] == ["https://hub.example/"]
    assert b'href="https://hub.example/"' in chief.get("/rss/").content


@pytest.mark.parametrize("url", ["", "http://hub.example/", "https://127.0.0.1/", "https://", "x" * 600])
def test_hub_elsewhere_needs_an_address_that_may_be_asked(chief: Client, url: str) -> None:
    chief.post(reverse("partners:hub"), {"kind": "own", "url": ""})

    answer = chief.post(reverse("partners:hub"), {"kind": "outside", "url": url})

    assert answer.status_code == 422
    assert "url" in answer.context["form"].errors
    assert "__all__" not in answer.context["form"].errors
    assert Hub.objects.get().kind == "own"


def test_address_of_a_choice_that_was_not_made_is_forgotten(chief: Client) -> None:
    answer = chief.post(reverse("partners:hub"), {"kind": "own", "url": "x" * 600})

    assert answer.status_code == 302
    assert (Hub.objects.get().kind, Hub.objects.get().url) == ("own", "")


def test_subscriptions_to_our_own_hub_are_shown_by_host_alone(chief: Client) -> None:
    chief.post(reverse("partners:hub"), {"kind": "own", "url": ""})
    now = timezone.now()
    for number in range(3):
        HubSubscription.objects.create(
            path="/feeds/rss/",
            callback=f"https://reader.example/for/anna-{number}",
            host="reader.example",
            made_at=now,
            ends_at=now + timedelta(days=1),
            due_at=now if number else None,
            failing_since=None if number else now,
        )

    shown = chief.get(reverse("partners:hub")).content.decode()

    assert "reader.example" in shown
    assert "anna" not in shown
    assert "3 subscriptions · 2 wait to be sent" in shown
    assert "1 subscription fails." in shown


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR)]
)
def test_hub_is_not_for_others(chief: Client, role: Role) -> None:
    other = Client(headers={"host": "localhost"})
    other.force_login(member(role))

    other.post(reverse("partners:hub"), {"kind": "own", "url": ""})

    assert not Hub.objects.exists()
