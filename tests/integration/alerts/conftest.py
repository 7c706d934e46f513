"""A paper with alerts, and a push service that stands on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dateline.alerts import bounds, sending
from dateline.fronts.models import HomePage
from dateline.lib.outgoing import exchanging
from dateline.stories.models import StoryPage
from tests.factories.stories import published
from tests.integration.alerts.push_fake import FakePush


@pytest.fixture
def push(paper: HomePage, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePush]:
    settings.PRIVATE_WEBHOOKS = True
    monkeypatch.setattr(exchanging, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(exchanging, "WHOLE_SECONDS", 2.0)
    monkeypatch.setattr(bounds.requests, "take", lambda *_: True)
    sending._resting.clear()
    made = FakePush()
    yield made
    made.close()
    sending._resting.clear()
    assert made.refused == []


@pytest.fixture
def ferry(paper: HomePage) -> StoryPage:
    return published("Ferry back in service")
