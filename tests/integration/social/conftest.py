"""A paper with channels at services that stand on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dateline.lib.outgoing import exchanging
from dateline.social.models import Channel
from tests.integration.social.bluesky_fake import FakeBluesky
from tests.integration.social.channels import telegram_channel
from tests.integration.social.mastodon_fake import FakeMastodon
from tests.integration.social.telegram_fake import FakeTelegram


@pytest.fixture
def _nearby(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRIVATE_WEBHOOKS = True
    monkeypatch.setattr(exchanging, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(exchanging, "WHOLE_SECONDS", 1.0)


@pytest.fixture
def telegram(_nearby: None) -> Iterator[FakeTelegram]:
    made = FakeTelegram()
    yield made
    made.close()


@pytest.fixture
def mastodon(_nearby: None) -> Iterator[FakeMastodon]:
    made = FakeMastodon()
    yield made
    made.close()


@pytest.fixture
def bluesky(_nearby: None) -> Iterator[FakeBluesky]:
    made = FakeBluesky()
    yield made
    made.close()


@pytest.fixture
def channel(paper: Any, telegram: FakeTelegram) -> Channel:
    return telegram_channel(telegram)
