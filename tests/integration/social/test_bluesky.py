"""A Bluesky account follows the paper: posted once even when answers are lost, deleted, replaced if asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from dateline.social.account_actions import try_channel
from dateline.social.choices import ServiceName, State
from dateline.social.errors import ChannelRefusedError
from dateline.social.models import Channel
from dateline.social.pieces import USUAL_TEMPLATE
from dateline.social.post_actions import try_again
from tests.integration.social.bluesky_fake import TID, FakeBluesky
from tests.integration.social.channels import later, story_now, switched_on, the_post, update, work
from tests.support.watching import fresh


@pytest.fixture
def account(paper: Any, bluesky: FakeBluesky) -> Channel:
    template = USUAL_TEMPLATE.replace("{link}", "{hashtags} {link}")
    values = {"name": "Sky", "server": bluesky.url, "handle": f"@{bluesky.handle}", "template": template}
    return switched_on(ServiceName.BLUESKY, values, secret=bluesky.password)


def test_story_is_posted_once_with_links_and_tags_and_deleted(account: Channel, bluesky: FakeBluesky) -> None:
    story = story_now("Паром 🐬 вернулся", standfirst="It sails.", topics=["Harbour news"])
    for _ in range(3):
        work(account)
    url = f"http://localhost:8000{story.public_path()}"
    assert bluesky.shown == [f"Паром 🐬 вернулся\n\nIt sails.\n\n#HarbourNews {url}"]
    record = next(iter(bluesky.records.values()))
    told = record["text"].encode()
    places = [told[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode() for one in record["facets"]]
    assert places == ["#HarbourNews", url]
    assert record["embed"]["external"] == {
        "uri": url, "title": "Паром 🐬 вернулся", "description": "It sails.",
    }  # fmt: skip
    assert the_post().remote_url == f"https://bsky.app/profile/{bluesky.did}/post/{the_post().remote_id}"
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(account)

    assert bluesky.records == {}
    assert bluesky.methods == ["createSession", "putRecord", "deleteRecord"]


def test_change_is_told_on_the_desk_and_replaced_when_somebody_asks(
    account: Channel, bluesky: FakeBluesky
) -> None:
    story = story_now()
    work(account)
    update(story, title="Changed")
    work(account)
    assert [text.partition("\n")[0] for text in bluesky.shown] == ["Ferry back"]
    assert (the_post().differs, the_post().is_waiting) == (True, False)
    try_again(post=the_post(), by=None, at=timezone.now())
    work(account)

    assert [text.partition("\n")[0] for text in bluesky.shown] == ["Changed"]
    assert (the_post().differs, the_post().state, bluesky.posts) == (False, State.POSTED, 2)


@pytest.mark.parametrize("mood", ["lost", "hang up", "silence", 500, 502, 504, 429])
def test_lost_answer_is_found_out_and_nothing_comes_twice(
    account: Channel, bluesky: FakeBluesky, mood: Any
) -> None:
    try_channel(account)
    story_now()
    bluesky.moods = [mood]
    work(account)
    for hours in range(1, 4):
        work(account, clock=later(hours=hours))

    assert (len(bluesky.shown), bluesky.posts) == (1, 1)
    assert (the_post().state, the_post().is_waiting) == (State.POSTED, False)


@pytest.mark.parametrize("mood", ["lost", "hang up", 500, 502])
def test_session_that_cannot_be_begun_is_begun_later(
    account: Channel, bluesky: FakeBluesky, mood: Any
) -> None:
    story_now()
    bluesky.moods = [mood]
    work(account)
    assert bluesky.posts == 0
    work(account, clock=later(minutes=1))

    assert bluesky.posts == 1


def test_old_session_is_renewed_and_one_is_used_for_many(account: Channel, bluesky: FakeBluesky) -> None:
    story_now()
    story_now("Another")
    work(account)
    assert bluesky.sessions == 1
    bluesky.sessions += 1
    story_now("Third")
    work(account)

    assert (bluesky.posts, bluesky.sessions) == (3, 3)


def test_wrong_password_rests_the_channel_and_says_so(account: Channel, bluesky: FakeBluesky) -> None:
    assert try_channel(account).words == f"The app password may post as @{bluesky.handle}."
    bluesky.allows = False
    with pytest.raises(ChannelRefusedError, match="taken down"):
        try_channel(account)
    story_now()
    work(account)

    assert bluesky.posts == 0
    assert "taken down" in Channel.objects.get().latest_error


def test_taken_down_while_the_answer_was_lost_is_deleted(account: Channel, bluesky: FakeBluesky) -> None:
    try_channel(account)
    story = story_now()
    bluesky.moods = ["lost"]
    work(account)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(account, clock=later(hours=1))

    assert (bluesky.records, the_post().state) == ({}, State.REMOVED)


def test_text_is_cut_to_three_hundred(account: Channel, bluesky: FakeBluesky) -> None:
    story_now(standfirst="Слово слово. " * 20)
    work(account)

    assert 280 < len(bluesky.shown[0]) <= 300
    assert TID.fullmatch(the_post().remote_id)
