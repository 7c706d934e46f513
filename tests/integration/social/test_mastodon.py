"""A Mastodon account follows the paper: posted once even when answers are lost, changed, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.social.account_actions import try_channel
from dateline.social.choices import ServiceName, State
from dateline.social.errors import ChannelRefusedError
from dateline.social.models import Channel, ChannelPost
from dateline.social.pieces import USUAL_TEMPLATE
from dateline.social.services.mastodon import _sent
from tests.integration.social.channels import later, story_now, switched_on, the_post, update, work
from tests.integration.social.mastodon_fake import FakeMastodon
from tests.support.watching import fresh


@pytest.fixture
def account(paper: Any, mastodon: FakeMastodon) -> Channel:
    values = {"name": "Fediverse", "server": mastodon.url, "template": USUAL_TEMPLATE}
    return switched_on(ServiceName.MASTODON, values, secret=mastodon.token)


def test_story_is_posted_once_changed_and_deleted(account: Channel, mastodon: FakeMastodon) -> None:
    story = story_now("Ferry & back", standfirst="It sails.")
    for _ in range(3):
        work(account)
    url = f"http://localhost:8000{story.public_path()}"
    assert mastodon.shown == [f"Ferry & back\n\nIt sails.\n\n{url}"]
    assert the_post().remote_url.startswith("https://example.social/@harbour/")
    update(story, title="Ferry gone")
    work(account)
    assert mastodon.shown == [f"Ferry gone\n\nIt sails.\n\n{url}"]
    unpublish_page(page=fresh(story), by=None)
    work(account)
    assert mastodon.shown == []
    publish_page(page=fresh(story), by=None)
    work(account)
    assert len(mastodon.shown) == 1
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(account)

    assert mastodon.shown == []
    assert mastodon.verbs == ["POST", "PUT", "DELETE", "POST", "DELETE"]


@pytest.mark.parametrize("mood", ["lost", "hang up", "silence", 500, 502, 504, 429])
def test_lost_answer_is_found_out_and_nothing_comes_twice(
    account: Channel, mastodon: FakeMastodon, mood: Any
) -> None:
    story_now()
    mastodon.moods = [mood]
    work(account)
    for hours in range(1, 4):
        work(account, clock=later(hours=hours))

    assert (len(mastodon.shown), mastodon.posts) == (1, 1)
    assert (the_post().state, the_post().is_waiting) == (State.POSTED, False)


def test_story_changed_while_the_answer_was_lost_ends_as_it_is_now(
    account: Channel, mastodon: FakeMastodon
) -> None:
    story = story_now()
    mastodon.moods = ["lost"]
    work(account)
    update(story, title="Changed meanwhile")
    work(account, clock=later(hours=1))

    assert [text.partition("\n")[0] for text in mastodon.shown] == ["Changed meanwhile"]
    assert mastodon.posts == 1


def test_taken_down_while_the_answer_was_lost_is_deleted(account: Channel, mastodon: FakeMastodon) -> None:
    story = story_now()
    mastodon.moods = ["lost"]
    work(account)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(account, clock=later(hours=1))

    assert (mastodon.shown, the_post().state) == ([], State.REMOVED)


def test_so_many_posts_that_nobody_can_tell_are_for_a_person(
    account: Channel, mastodon: FakeMastodon
) -> None:
    story_now()
    mastodon.moods = ["lost"]
    work(account)
    own = mastodon.statuses.copy()
    for number in range(45):
        mastodon.statuses[str(number)] = {**next(iter(own.values())), "id": str(number), "text": "Else"}
    work(account, clock=later(hours=1))

    assert ChannelPost.objects.get().state == State.UNKNOWN
    assert mastodon.posts == 1


def test_check_learns_the_longest_text_and_the_scopes(account: Channel, mastodon: FakeMastodon) -> None:
    assert try_channel(account).words == "The token may post as @harbour."
    assert Channel.objects.get().limits == {"max_characters": 500, "characters_reserved_per_url": 23}
    mastodon.scopes = ["read"]
    with pytest.raises(ChannelRefusedError, match="write:statuses"):
        try_channel(account)
    mastodon.token = "another"
    with pytest.raises(ChannelRefusedError, match="401"):
        try_channel(account)


def test_text_is_cut_to_the_length_as_the_server_counts(account: Channel, mastodon: FakeMastodon) -> None:
    account.template = "{headline}\n\n" + "{standfirst} " * 5 + "\n{link}"
    account.save()
    story_now(standfirst="Слово 🐬 слово. " * 18)
    work(account)

    text = mastodon.shown[0]
    link = text.rpartition("\n")[2]
    assert 440 < len(text) - len(link) + 23 <= 500
    assert link.startswith("http://localhost:8000/")


def test_what_somebody_deleted_there_stays_deleted(account: Channel, mastodon: FakeMastodon) -> None:
    story = story_now()
    work(account)
    mastodon.statuses.clear()
    update(story, title="Changed")
    work(account)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(account)

    assert (mastodon.shown, mastodon.posts, the_post().is_waiting) == ([], 1, False)


@pytest.mark.parametrize("url", ["javascript:alert(document.cookie)//", "data:text/html,x", None, 7])
def test_link_to_a_post_leads_to_a_page_or_nowhere(url: Any) -> None:
    assert _sent({"id": "7", "url": url}).url == ""
