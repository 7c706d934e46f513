"""What holds for every channel: never before the page, never twice, nothing but what is public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import ModelLogEntry

from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishlog.followers import Follower, register_follower, run_follower, unregister_follower
from dateline.publishlog.models import LogEntry
from dateline.social.access import access_of
from dateline.social.account_actions import decide_for_story
from dateline.social.choices import Act, State
from dateline.social.following import follow
from dateline.social.models import Channel, ChannelPost, ChannelWords
from dateline.social.post_actions import claim_post
from dateline.social.sending import send_due
from tests.factories.stories import draft
from tests.integration.social.channels import later, story_now, the_post, update, work
from tests.integration.social.telegram_fake import FakeTelegram
from tests.support.watching import fresh


def test_nothing_is_told_before_its_page_is_served(channel: Channel, telegram: FakeTelegram) -> None:
    cache = Follower(name="purge-nearby", handle=lambda entries: None, from_start=True)
    register_follower(cache)
    try:
        story = story_now()
        work(channel)
        assert telegram.asked == []
        run_follower(cache)
        work(channel)
        assert len(telegram.shown) == 1
        # Taking out waits for nobody.
        take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
        work(channel)
        assert telegram.shown == []
    finally:
        unregister_follower(cache.name)


def test_words_that_the_follower_has_not_seen_are_not_told_yet(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    follow(list(LogEntry.objects.all()))
    update(story, title="Changed a moment ago")
    send_due(channel)
    assert telegram.asked == []
    work(channel)

    assert [text.partition("\n")[0] for text in telegram.shown] == ["Changed a moment ago"]


def test_secret_is_in_no_row_no_log_and_no_audit(
    channel: Channel, telegram: FakeTelegram, caplog: Any
) -> None:
    caplog.set_level("DEBUG")
    telegram.may_post = False
    story_now()
    work(channel)
    telegram.close()
    work(channel, clock=later(minutes=5))
    row = Channel.objects.get(pk=channel.pk)
    rows = [str(vars(one)) for one in (row, *ChannelPost.objects.all(), *ModelLogEntry.objects.all())]

    assert row.latest_error
    assert telegram.token not in caplog.text
    assert not [text for text in rows if telegram.token in text]
    assert telegram.token not in repr(access_of(row))


def claimed(post: ChannelPost) -> None:
    """Leave a post as a process does that dies after its claim."""
    act = Act.POST if post.state == State.NOTHING else Act.EDIT
    assert claim_post(post=post, act=act, message=None, key="key", at=timezone.now())


def test_process_that_died_after_its_claim_posts_nothing_twice(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story_now()
    follow(list(LogEntry.objects.all()))
    claimed(the_post())
    work(channel)
    assert telegram.asked == []
    # Until the lease has ended, the other may still be at it.
    for _ in range(2):
        work(channel, clock=later(minutes=3))

    assert (telegram.asked, the_post().state) == ([], State.UNKNOWN)


def test_process_that_died_while_changing_is_succeeded(channel: Channel, telegram: FakeTelegram) -> None:
    story = story_now()
    work(channel)
    update(story, title="Changed")
    follow(list(LogEntry.objects.all()))
    claimed(the_post())
    work(channel, clock=later(minutes=3))

    assert [text.partition("\n")[0] for text in telegram.shown] == ["Changed"]
    assert telegram.posts == 1


def test_claim_is_for_one(channel: Channel) -> None:
    story_now()
    follow(list(LogEntry.objects.all()))
    post = the_post()
    claim = {"post": post, "act": Act.POST, "message": None, "key": "key"}

    assert [claim_post(**claim, at=timezone.now()) for _ in range(2)] == [True, False]


def test_embargoed_draft_goes_nowhere_even_with_words(channel: Channel, telegram: FakeTelegram) -> None:
    story = draft("Secret until noon")
    now = timezone.now()
    set_embargo(page=story, until=now + timedelta(hours=2), words="Agreed with the port.", by=None, at=now)
    decide_for_story(
        channel=channel,
        story_uuid=story.uuid,
        text="Secret: {headline}",
        is_skipped=False,
        by=None,
        at=timezone.now(),
    )
    work(channel)

    assert (telegram.asked, ChannelPost.objects.count()) == ([], 0)


def test_own_words_go_with_the_words_of_the_story(channel: Channel, telegram: FakeTelegram) -> None:
    story = story_now()
    decide = {"channel": channel, "story_uuid": story.uuid, "by": None, "at": timezone.now()}
    decide_for_story(text="Words that must go", is_skipped=False, **decide)
    work(channel)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    work(channel)

    assert telegram.shown == []
    assert not ChannelWords.objects.exists()
    assert "Words that must go" not in str(vars(the_post()))
