"""The API as a node serves it: pages of the edition without a key, Django with one, refusals in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dateline.edition import following
from dateline.feeds.models import KeyUse
from dateline.feeds.partner_actions import make_key, make_partner
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from tests.edition_site.harness import Node
from tests.factories.papers import make_paper
from tests.factories.stories import published
from tests.support.watching import fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def node(
    transactional_db: None, tmp_path: Path, settings: Any, request: pytest.FixtureRequest
) -> Iterator[Node]:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    make_paper()
    settings.EDITION = {"directory": tmp_path / "edition"}
    following._node.cache_clear()
    # A slow machine's first rendering uses up the usual bound; what it is for has a test of its own.
    node = Node(tmp_path / "edition", misses_per_second=getattr(request, "param", 1_000_000))
    yield node
    node.close()
    following._node.cache_clear()


def test_answers_are_pages_with_tags_and_change_with_the_story(node: Node) -> None:
    story = published("Ferry back")
    addresses = (
        "/api/v1/",
        "/api/v1/stories?limit=5",
        f"/api/v1/stories/{story.uuid}",
        "/api/v1/stories?since=0",
    )
    first = [node.get(address) for address in addresses]
    before = node.count("renders")
    second = [node.get(address) for address in addresses]
    unchanged = node.get(addresses[1], if_none_match=first[1].headers["etag"])

    assert [one.status for one in first] == [200] * 4
    assert [one.body for one in second] == [one.body for one in first]
    assert node.count("renders") == before
    assert unchanged.status == 304
    page = fresh(story)
    page.title = "Ferry back again"
    publish_page(page=page, by=None, kind=Kind.UPDATE)
    assert all("Ferry back again" in node.get(address).content.decode() for address in addresses[1:])
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    assert [node.get(address).status for address in addresses] == [200, 200, 410, 200]
    assert not any("Ferry" in node.get(address).content.decode() for address in addresses)


def test_request_with_a_key_is_counted_each_time(node: Node) -> None:
    partner = make_partner(name="The Island Echo", by=None, at=timezone.now())
    _row, words = make_key(partner=partner, by=None, at=timezone.now())
    published("Ferry back")
    node.get("/api/v1/stories")
    for _ in range(3):
        answer = node.get("/api/v1/stories", host="localhost", authorization=f"Bearer {words}")
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-cache")

    assert KeyUse.objects.get().count == 3
    assert node.get("/api/v1/stories", host="localhost", authorization="Bearer nonsense").status == 401
    # Elsewhere nobody looks at keys.
    assert "ratelimit" not in node.get("/", authorization=f"Bearer {words}").headers


@pytest.mark.parametrize("node", [50], indirect=True)
def test_flood_of_questions_is_refused_in_json_and_known_ones_are_answered(node: Node) -> None:
    story = published("Ferry back")
    flood = [node.ask(f"/api/v1/stories?cursor={number}.1") for number in range(200)]
    answers = [one.result(timeout=60) for one in flood]
    refused = [one for one in answers if one.status == 429]

    assert refused
    assert {one.status for one in answers} == {200, 429}
    assert json.loads(refused[0].body)["status"] == 429
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].headers["access-control-allow-origin"] == "*"
    # Let in by name, however many made-up ones there are.
    assert node.get(f"/api/v1/stories/{story.uuid}").status == 200
    assert node.get("/api/v1/sections").status == 200


def test_browsers_may_ask_before_they_send_a_key(node: Node) -> None:
    asked = node.ask("/api/v1/stories", method="OPTIONS").result(timeout=30)

    assert (asked.status, asked.headers["access-control-allow-headers"]) == (
        204,
        "Authorization, If-None-Match",
    )
    refused = node.ask("/api/v1/stories", method="POST", body=b"{}").result(timeout=30)
    assert (refused.status, json.loads(refused.body)["status"]) == (405, 405)
    assert node.ask("/", method="OPTIONS").result(timeout=30).status == 405


@pytest.mark.parametrize(
    ("target", "status"), [("/api/v1/stories?limit=no", 400), ("/api/v1/%00", 400), ("/api/v1/nothing", 404)]
)
def test_bad_questions_are_answered_in_json(node: Node, target: str, status: int) -> None:
    answer = node.get(target, host="localhost")

    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert json.loads(answer.content)["status"] == status
