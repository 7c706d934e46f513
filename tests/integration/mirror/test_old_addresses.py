"""Copies lead on from the addresses of the old site."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.archive.choices import ListKind
from dateline.archive.old.actions import Old, keep_addresses
from dateline.fronts.models import HomePage
from tests.factories.stories import published
from tests.integration.mirror.conftest import Export

pytestmark = pytest.mark.any_database


def test_old_addresses_lead_on_in_a_copy(paper: HomePage, export: Export, copy: Path) -> None:
    story = published("The ferry is back")
    old = [
        Old("/news/7.html", ListKind.STORY, story_uuid=story.uuid),
        Old("/старое/паром", ListKind.STORY, story_uuid=story.uuid),
        Old("/read.php?id=7", ListKind.STORY, story_uuid=story.uuid),
        Old("/gone.html", ListKind.STORY, is_gone=True),
        Old("/town/", ListKind.SECTION, target="/"),
    ]
    keep_addresses(addresses=old, run=None)

    outcome = export()

    assert outcome.problems == []
    assert "http-equiv" in (copy / "news" / "7.html").read_text("utf-8")
    assert story.public_path() in (copy / "старое" / "паром" / "index.html").read_text("utf-8")
    assert not (copy / "gone.html").exists()
    assert not (copy / "read.php").exists()
    # What the paper has itself at an old address stays what it is.
    assert "http-equiv" not in (copy / "town" / "index.html").read_text("utf-8")
