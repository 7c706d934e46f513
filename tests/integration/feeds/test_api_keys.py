"""Keys of partners: what they open, how much, and what is kept of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from dateline.feeds.models import KeyUse, Partner, PartnerKey
from dateline.feeds.partner_actions import forget_old_uses, make_key, make_partner, revoke_key
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import published
from tests.integration.feeds.asking_api import ask

START = datetime(2026, 5, 1, 8, 50, tzinfo=UTC)


@pytest.fixture
def partner(paper: HomePage) -> Partner:
    return make_partner(name="The Island Echo", quota=3, by=None, at=START)


@pytest.fixture
def key(partner: Partner) -> str:
    return make_key(partner=partner, by=None, at=START)[1]


def test_key_opens_whole_stories_where_others_get_summaries(reader: Client, key: str) -> None:
    story = published("Ferry back", standfirst="It sails.", body=[("paragraph", "<p>Words of the body.</p>")])
    PaperSettings.objects.all().update(feed_text="summary")

    assert "Words of the body." in json.dumps(ask(reader, f"stories/{story.uuid}", key=key))
    assert "Words of the body." not in json.dumps(ask(reader, f"stories/{story.uuid}"))


def test_quota_is_counted_down_and_begins_anew_with_the_hour(reader: Client, key: str) -> None:
    with time_machine.travel(START, tick=False) as clock:
        left = [
            reader.get("/api/v1/sections", headers={"authorization": f"Bearer {key}"}).headers["ratelimit"]
            for _ in range(3)
        ]
        refused = reader.get("/api/v1/sections", headers={"authorization": f"Bearer {key}"})
        clock.shift(timedelta(minutes=10))
        again = reader.get("/api/v1/sections", headers={"authorization": f"Bearer {key}"})

    assert left == [f'"hour";r={number};t=600' for number in (2, 1, 0)]
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "600")
    assert refused.headers["content-type"] == "application/problem+json"
    assert again.status_code == 200


def test_keys_of_one_partner_share_its_quota(reader: Client, partner: Partner, key: str) -> None:
    _row, second = make_key(partner=partner, by=None, at=START)
    with time_machine.travel(START, tick=False):
        for words in (key, second, key):
            ask(reader, "sections", key=words)
        ask(reader, "sections", key=second, status=429)

    assert KeyUse.objects.get().count == 3


@pytest.mark.parametrize("words", ["dateline_" + "x" * 43, "nonsense", "", "dateline_" + "x" * 500])
def test_key_that_is_none_opens_nothing(reader: Client, key: str, words: str) -> None:
    for scheme in ("Bearer", "Basic"):
        answer = reader.get("/api/v1/sections", headers={"authorization": f"{scheme} {words}"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_revoked_key_opens_nothing_and_stays_revoked(reader: Client, key: str) -> None:
    ask(reader, "sections", key=key)
    row = PartnerKey.objects.get()
    revoke_key(key=row, by=None, at=START)
    revoke_key(key=row, by=None, at=START + timedelta(days=1))

    ask(reader, "sections", key=key, status=401)
    assert PartnerKey.objects.get().revoked_at == START


def test_key_is_kept_as_a_digest_alone(partner: Partner, key: str) -> None:
    row = PartnerKey.objects.get()

    assert key not in str(PartnerKey.objects.values())
    assert key.startswith(row.hint)
    assert len(key) > len(row.hint) + 30


def test_every_act_is_in_the_log_with_whoever_did_it(paper: HomePage) -> None:
    chief = member(Role.EDITOR_IN_CHIEF)
    partner = make_partner(name="The Island Echo", by=chief, at=START)
    row, words = make_key(partner=partner, by=chief, at=START)
    revoke_key(key=row, by=chief, at=START)

    rows = ModelLogEntry.objects.for_instance(partner).order_by("pk")
    found = list(rows.values_list("action", "user", "data"))
    assert [(action, user) for action, user, _data in found] == [
        ("paper.partner.made", chief.pk),
        ("paper.partner.key_made", chief.pk),
        ("paper.partner.key_revoked", chief.pk),
    ]
    assert words not in str(found)


def test_answer_to_a_key_is_for_it_alone_and_has_a_tag(reader: Client, key: str) -> None:
    headers = {"authorization": f"Bearer {key}"}
    answer = reader.get("/api/v1/sections", headers=headers)
    unchanged = reader.get("/api/v1/sections", headers={**headers, "if-none-match": answer.headers["etag"]})

    assert answer.headers["cache-control"] == "private, no-cache"
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["access-control-allow-origin"] == "*"


def test_old_counts_are_forgotten(partner: Partner) -> None:
    for days in (0, 91, 93):
        KeyUse.objects.create(partner=partner, hour=START - timedelta(days=days), count=1)

    assert forget_old_uses(at=START) == 1
    assert KeyUse.objects.count() == 2
