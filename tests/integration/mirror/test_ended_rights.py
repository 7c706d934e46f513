"""A picture whose rights have ended is in no copy, and comes back with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dateline.fronts.models import HomePage
from dateline.media.models import Picture
from dateline.media.rights_actions import settle_rights_now
from tests.factories.stories import picture, published
from tests.integration.mirror.conftest import Export
from tests.integration.mirror.test_copies import pictures_in
from tests.support.desk_work.clock import Clock

pytestmark = pytest.mark.any_database


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    yield clock
    clock.close()


def test_copy_drops_the_picture_and_takes_it_back(
    clock: Clock, paper: HomePage, copy: Path, export: Export
) -> None:
    lent = picture(expires_at=timezone.now() + timedelta(hours=1))
    story = published(lead_picture=lent, at=timezone.now())
    export()
    page = copy / story.public_path().strip("/") / "index.html"
    assert pictures_in(copy)
    assert "The pier at noon" in page.read_text(encoding="utf-8")

    clock.move(timedelta(hours=2))
    settle_rights_now()
    export()

    assert pictures_in(copy) == []
    assert "The pier at noon" not in page.read_text(encoding="utf-8")
    assert "The ferry sails again" in page.read_text(encoding="utf-8")

    renewed = Picture.objects.get(pk=lent.pk)
    renewed.expires_at = None
    renewed.save()
    export()

    assert pictures_in(copy)
    assert "The pier at noon" in page.read_text(encoding="utf-8")
