"""Operators see the counts of every worker, and what is late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from dateline.edition import exposition
from dateline.edition.exposition import metrics_text
from dateline.edition.monitoring import edition_problems, node_figures
from dateline.publishlog.followers import Follower, register_follower, unregister_follower
from dateline.publishlog.models import FollowerPosition
from dateline.publishlog.queries import latest_number
from tests.edition_site.actions import write_note
from tests.edition_site.harness import Node

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letters() -> Iterator[str]:
    register_follower(Follower(name="letters", handle=lambda entries: None, from_start=True))
    yield "letters"
    unregister_follower("letters")


def samples(node: Node) -> dict[str, float]:
    """Return every sample by its name with labels, as Prometheus' own parser reads them."""
    found = {}
    for family in text_string_to_metric_families(metrics_text(node.configuration, timezone.now())):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sample.labels.items())
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_metrics_name_hits_renders_and_followers(make_node: Callable[..., Node], letters: str) -> None:
    node = make_node("home")
    FollowerPosition.objects.create(name=letters, position=0)
    for _ in range(3):
        node.get("/")
    write_note(slug="a", title="A")
    node.get("/")

    found = samples(node)

    assert found["dateline_edition_hits_total"] == 2
    assert found["dateline_edition_misses_total"] == 2
    assert found["dateline_edition_renders_total"] == 2
    assert 0 < found["dateline_edition_render_seconds_total"] < 10
    assert found["dateline_edition_publish_to_visible_seconds_count"] == 1
    assert found["dateline_edition_publish_to_visible_seconds_bucket{le=+Inf}"] == 1
    assert found["dateline_edition_memory_pages"] == found["dateline_edition_disk_pages"] == 1
    assert found["dateline_edition_memory_bytes"] > 0
    assert found["dateline_edition_disk_bytes"] > 0
    assert found["dateline_log_entry"] == found["dateline_edition_known_entry"]
    assert found["dateline_follower_entries{follower=letters}"] == 1
    assert found["dateline_follower_late{follower=letters}"] == 0


def test_metrics_without_the_database_say_what_the_node_knows(node: Node) -> None:
    node.get("/")

    with patch.object(exposition, "latest_number", side_effect=OperationalError):
        found = samples(node)

    assert found["dateline_edition_renders_total"] == 1
    assert "dateline_log_entry" not in found


def test_store_that_cannot_be_read_is_a_problem_and_not_an_exception(node: Node) -> None:
    (node.configuration.directory / "elsewhere" / "pages.sqlite3").mkdir(parents=True)
    broken = replace(node.configuration, directory=node.configuration.directory / "elsewhere")

    assert edition_problems(broken, timezone.now())["store"] == "broken"
    assert node_figures(broken).disk_problem


def test_late_follower_is_a_problem(node: Node, letters: str) -> None:
    write_note(slug="a", title="A")
    FollowerPosition.objects.create(name=letters, position=0)

    now = timezone.now()
    assert edition_problems(node.configuration, now) == {"store": "", "followers": ""}
    later = now + timedelta(hours=1)
    assert edition_problems(node.configuration, later)["followers"] == "late"


def test_follower_that_cannot_be_reached_is_a_problem_before_anything_waits(node: Node, letters: str) -> None:
    now = timezone.now()
    FollowerPosition.objects.create(
        name=letters, position=latest_number(), failures=9, failing_since=now - timedelta(minutes=11)
    )

    assert edition_problems(node.configuration, now)["followers"] == "late"
    found = samples(node)
    assert found["dateline_follower_late{follower=letters}"] == 1
    assert found["dateline_follower_failing_seconds{follower=letters}"] >= 660


def test_follower_that_nobody_has_ever_run_is_a_problem(node: Node, letters: str) -> None:
    assert edition_problems(node.configuration, timezone.now())["followers"] == "late"


def test_place_of_a_follower_that_the_paper_no_longer_has_is_no_problem(node: Node) -> None:
    write_note(slug="a", title="A")
    FollowerPosition.objects.create(name="purge-forgotten", position=0)

    later = timezone.now() + timedelta(days=30)
    assert edition_problems(node.configuration, later)["followers"] == ""
