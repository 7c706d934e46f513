"""Operators see the counts of every worker, and what is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from dateline.edition.monitoring import edition_problems, metrics_text
from dateline.publishlog.models import FollowerPosition
from tests.edition_site.actions import write_note
from tests.edition_site.harness import Node

pytestmark = pytest.mark.django_db(transaction=True)


def test_metrics_name_hits_renders_and_followers(make_node: Callable[..., Node]) -> None:
    node = make_node("home")
    FollowerPosition.objects.create(name="letters", position=0)
    for _ in range(3):
        node.get("/")
    write_note(slug="a", title="A")
    node.get("/")

    lines = metrics_text(node.configuration, timezone.now()).splitlines()

    assert "dateline_edition_hits_total 2" in lines
    assert "dateline_edition_renders_total 2" in lines
    assert "dateline_edition_publish_to_visible_seconds_count 1" in lines
    assert "dateline_edition_memory_pages 1" in lines
    assert 'dateline_follower_entries{follower="letters"} 1' in lines
    assert sum(line.startswith("# TYPE dateline_edition_hits_total ") for line in lines) == 1


def test_late_follower_is_a_problem(node: Node) -> None:
    write_note(slug="a", title="A")
    FollowerPosition.objects.create(name="letters", position=0)

    now = timezone.now()
    assert edition_problems(node.configuration, now) == {"store": "", "followers": ""}
    later = now + timedelta(hours=1)
    assert edition_problems(node.configuration, later)["followers"] == "late: letters"
