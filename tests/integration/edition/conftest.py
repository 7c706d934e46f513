"""Nodes on the test site, on a clean log for each test."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from dateline.edition import following
from dateline.publishlog.models import LogPruning
from tests.edition_site.harness import Node

collect_ignore_glob = (
    [] if os.environ.get("DJANGO_SETTINGS_MODULE") == "tests.edition_site.settings" else ["*"]
)


@pytest.fixture(autouse=True)
def _empty_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Release the log after a test that commits, because the flush that follows may not delete it."""
    if "transactional_db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    LogPruning.objects.create(below=2**62, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM paper_publishlog_logentry")
        cursor.execute("DELETE FROM paper_publishlog_logpruning")


@pytest.fixture
def make_node(
    tmp_path: Path, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Node]]:
    """Start nodes; those of one name share a folder, the first name is where this process publishes."""
    nodes: list[Node] = []
    monkeypatch.setattr(following, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(settings, "EDITION", {"directory": tmp_path / "home"})

    def make(name: str = "home", **options: Any) -> Node:
        if "nginx_folder" in options and name == "home":
            monkeypatch.setattr(settings, "EDITION", {"directory": tmp_path / "home", **options})
        node = Node(tmp_path / name, **options)
        nodes.append(node)
        return node

    yield make
    for node in nodes:
        node.close()
    # Connections of ended threads are closed when they are collected; the test database is dropped after.
    gc.collect()
    following._node.cache_clear()


@pytest.fixture
def node(make_node: Callable[..., Node]) -> Node:
    """One node, the one on which the test publishes."""
    return make_node()
