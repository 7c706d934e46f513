"""Building the demo after an interruption, and where it has no place."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.demo import actions, picture_desk
from dateline.demo.actions import Outcome, build_demo_paper
from dateline.demo.newsroom import publish
from dateline.media.models import Picture
from dateline.publishlog.models import LogEntry
from dateline.sections.models import Topic
from dateline.stories.models import StoryPage
from tests.integration.demo.conftest import nothing_drawn, small_picture

pytestmark = pytest.mark.any_database


class PlugPulledError(Exception):
    """Stands for whatever ends a process too early."""


def pull_plug(*args: Any, **kwargs: Any) -> None:
    raise PlugPulledError


def test_paper_with_content_of_its_own_is_left_alone() -> None:
    Topic.objects.create(name="Harbor", slug="harbor")
    entries = LogEntry.objects.count()
    said: list[str] = []

    outcome = build_demo_paper(draw=nothing_drawn, processes=1, say=said.append)

    assert outcome is Outcome.OTHER_CONTENT
    assert said == ["This paper has content of its own, so the demo was not built. It needs an empty folder."]
    assert LogEntry.objects.count() == entries
    assert not Picture.objects.exists()


@pytest.mark.slow
def test_interrupted_building_is_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_desk, "AT_ONCE", 70)
    published = []

    def publish_a_few(act: Any, **kwargs: Any) -> None:
        published.append(act)
        (pull_plug if len(published) > 2 else publish)(act, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "publish", publish_a_few)
        with pytest.raises(PlugPulledError):
            build_demo_paper(draw=small_picture, processes=1)
    assert not StoryPage.objects.exists()
    first = set(Picture.objects.values_list("pk", flat=True))

    monkeypatch.setattr(actions, "acts_in_order", lambda demo: [])
    assert build_demo_paper(draw=nothing_drawn, processes=1) is Outcome.BUILT

    assert StoryPage.objects.count() >= 60
    assert set(Picture.objects.values_list("pk", flat=True)) == first
