"""Copies lead on from addresses of before: our own, those of the old site, redirects."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from dateline.archive.choices import ListKind
from dateline.archive.old.actions import Old, keep_addresses
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from tests.factories.stories import NOON, published
from tests.integration.mirror.conftest import Export

pytestmark = pytest.mark.any_database

STORY = "2026/03/14/ferry-back-in-service/index.html"


def test_old_address_leads_on(paper: HomePage, copy: Path, export: Export, settings: Any) -> None:
    story = published()
    story.slug = "ferry-sails"
    publish_page(page=story, by=None, at=NOON + timedelta(days=1))
    Redirect.objects.create(old_path="/old/news.php", redirect_link="https://elsewhere.example/x")
    Redirect.objects.create(old_path="/old/ferry", redirect_link="/sea/", is_permanent=False)

    assert export().problems == []

    page = (copy / STORY).read_text(encoding="utf-8")
    assert 'content="0; url=../ferry-sails/index.html"' in page
    assert f'<link rel="canonical" href="{settings.BASE_URL}/2026/03/14/ferry-sails/">' in page
    assert 'url=https://elsewhere.example/x"' in (copy / "old/news.php/index.html").read_text()
    assert 'url=../../sea/index.html"' in (copy / "old/ferry/index.html").read_text()


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
