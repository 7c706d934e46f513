"""What operators are told, and who is told it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families
from pytest_django.fixtures import Settings
from wagtail.models import Revision

from dateline.edition.purge import NullPurger, register_purger
from dateline.fronts.models import Plan
from dateline.publishing.models import ScheduleFailure
from dateline.publishlog.actions import append_entry
from dateline.publishlog.followers import begin_followers, unregister_follower
from dateline.publishlog.models import FollowerPosition
from dateline.publishlog.queries import latest_number
from dateline.transparency.queries import FOLLOWER
from tests.contracts.files import read
from tests.factories.papers import make_paper
from tests.factories.stories import draft
from tests.support.outages import database_away

TOKEN = "a-token-of-the-operators"
WELL = dict.fromkeys(["database", "store", "followers", "schedules", "tasks", "log"], "ok")


@pytest.fixture
def client() -> Client:
    """A program of this machine, which asks under this machine's name."""
    return Client(headers={"host": "localhost:8000"})


@pytest.fixture
def purger() -> Iterator[str]:
    """A cache in front whose follower has its place."""
    register_purger(NullPurger(name="test"))
    begin_followers()
    yield "purge-test"
    unregister_follower("purge-test")
    unregister_follower("purge-test-settled")


def figures(client: Client, **headers: str) -> dict[str, float]:
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    families = text_string_to_metric_families(response.content.decode())
    return {sample.name: sample.value for family in families for sample in family.samples}


def test_log_that_refuses_to_sign_is_red_and_counted(client: Client) -> None:
    FollowerPosition.objects.update_or_create(
        name=FOLLOWER,
        defaults={"position": latest_number(), "failures": 3, "last_error": "Two histories."},
    )

    response = client.get("/healthz")
    found = figures(client)

    assert (response.status_code, response.json()["log"]) == (503, "refused")
    assert found["dateline_log_refused"] == 1
    assert found["dateline_log_leaves"] == found["dateline_log_signed_leaves"] == 0


def schedule(*, minutes_ago: int) -> int:
    story = draft("Late ferry")
    revision = story.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=minutes_ago))
    assert Revision.objects.filter(pk=revision.pk).exists()
    return int(story.pk)


def test_all_is_well_whatever_the_host_name(client: Client) -> None:
    # The worker has written the verifiable log, drawn what there is to draw, told whom there is to tell.
    begin_followers()
    FollowerPosition.objects.update(position=latest_number())
    response = client.get("/healthz", headers={"host": "10.1.2.3"})

    assert (response.status_code, response.json()) == (200, {"status": "ok", **WELL})
    assert client.get("/readyz").json() == {"status": "ok", "database": "ok", "migrations": "ok"}


def test_health_without_the_database_is_red_and_gives_nothing_away(client: Client) -> None:
    with database_away():
        health, ready = client.get("/healthz"), client.get("/readyz")

    assert health.status_code == ready.status_code == 503
    assert health.json()["database"] == ready.json()["database"] == "away"
    assert health.json()["store"] == "ok"
    assert b"secret-host" not in health.content + ready.content


def test_health_with_a_broken_store_is_red(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "pages.sqlite3").mkdir()
    settings.EDITION = {"DIRECTORY": tmp_path}

    response = client.get("/healthz")

    assert (response.status_code, response.json()["store"]) == (503, "broken")


def test_health_with_a_cache_that_was_not_told_for_a_minute_is_red(client: Client, purger: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        append_entry(event="story.published", keys=["story/1"], at=now)

    with time_machine.travel(now + timedelta(seconds=55), tick=False):
        assert client.get("/healthz").status_code == 200
    with time_machine.travel(now + timedelta(seconds=70), tick=False):
        response = client.get("/healthz")

    assert (response.status_code, response.json()["followers"]) == (503, "late")
    FollowerPosition.objects.update(position=latest_number())
    with time_machine.travel(now + timedelta(days=1), tick=False):
        assert client.get("/healthz").status_code == 200


def test_health_with_a_schedule_that_nobody_carried_out_is_red(client: Client) -> None:
    make_paper()
    page_id = schedule(minutes_ago=1)
    assert client.get("/healthz").json()["schedules"] == "late"

    # Refused is a matter for editors, who see it on the desk; the machine works.
    ScheduleFailure.objects.create(
        page_id=page_id, due_at=timezone.now(), tried_at=timezone.now(), reason="No lead"
    )
    assert client.get("/healthz").json()["schedules"] == "ok"


def test_health_with_a_plan_that_nobody_carried_out_is_red(client: Client) -> None:
    make_paper()
    minute_ago = timezone.now() - timedelta(minutes=1)
    Plan.objects.create(name="Election night", at=minute_ago)
    assert client.get("/healthz").json()["schedules"] == "late"

    Plan.objects.update(refusal="No text.", tried_at=minute_ago)
    assert client.get("/healthz").json()["schedules"] == "ok"


def test_health_with_tasks_that_nobody_takes_is_red(client: Client) -> None:
    now = timezone.now()
    task = DBTaskResult.objects.create(args_kwargs={}, task_path="a.b", backend_name="default", run_after=now)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - timedelta(hours=1))
    assert client.get("/healthz").json()["tasks"] == "ok"

    DBTaskResult.objects.filter(pk=task.pk).update(run_after=now - timedelta(minutes=11))
    assert client.get("/healthz").json()["tasks"] == "late"


def test_metrics_are_complete_for_this_machine(client: Client, purger: str) -> None:
    make_paper()
    schedule(minutes_ago=2)

    found = figures(client)

    assert {
        "dateline_edition_hits_total",
        "dateline_edition_misses_total",
        "dateline_edition_renders_total",
        "dateline_edition_render_seconds_total",
        "dateline_edition_memory_bytes",
        "dateline_edition_disk_bytes",
        "dateline_edition_publish_to_visible_seconds_bucket",
        "dateline_log_entry",
        "dateline_follower_entries",
        "dateline_follower_seconds",
        "dateline_tasks_waiting",
    } <= found.keys()
    assert found["dateline_database_up"] == found["dateline_schedules_late"] == 1
    assert 119 < found["dateline_schedules_late_seconds"] < 130


def test_metrics_that_the_guide_names_exist(client: Client, purger: str) -> None:
    text = client.get("/metrics").content.decode()
    told = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))

    assert set(re.findall(r"dateline_\w+", read("docs/guides/monitoring.md"))) - told == set()


def test_metrics_without_the_database_say_what_the_node_knows(client: Client) -> None:
    with database_away():
        found = figures(client)

    assert found["dateline_database_up"] == 0
    assert "dateline_edition_hits_total" in found
    assert "dateline_log_entry" not in found


@pytest.mark.parametrize("peer", ["203.0.113.9", "172.17.0.1", "10.0.0.7", ""])
def test_metrics_are_refused_to_other_machines(client: Client, peer: str) -> None:
    response = client.get("/metrics", REMOTE_ADDR=peer)

    assert response.status_code == 403
    assert b"dateline_edition" not in response.content


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_metrics_are_refused_to_whoever_comes_through_a_proxy_on_this_machine(
    client: Client, header: str
) -> None:
    assert client.get("/metrics", headers={header: "203.0.113.9"}).status_code == 403


def test_metrics_are_refused_under_a_name_that_is_not_this_machines(client: Client) -> None:
    assert client.get("/metrics", headers={"host": "paper.example"}).status_code == 403
    assert client.get("/metrics", headers={"host": "localhost:8000"}).status_code == 200


def test_metrics_with_a_token_are_for_whoever_brings_it(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    refused = client.get("/metrics")
    wrong = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}x"})
    given = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}, REMOTE_ADDR="203.0.113.9")

    assert (refused.status_code, wrong.status_code, given.status_code) == (401, 401, 200)
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_metrics_are_written_as_openmetrics_for_whoever_asks_so(client: Client) -> None:
    response = client.get("/metrics", headers={"accept": "application/openmetrics-text; version=1.0.0"})

    assert response.headers["Content-Type"].startswith("application/openmetrics-text")
    assert response.content.endswith(b"# EOF\n")
