"""A Telegram channel follows the paper: posted once, changed when what it shows has changed, taken out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.social.account_actions import decide_for_story, switch_channel
from dateline.social.choices import State, There
from dateline.social.models import Channel, ChannelPost
from dateline.social.post_actions import say_what_is_there, try_again
from tests.factories.papers import section
from tests.factories.stories import picture, published
from tests.integration.social.channels import later, story_now, telegram_channel, the_post, update, work
from tests.integration.social.telegram_fake import FakeTelegram
from tests.support.watching import fresh


def test_story_is_posted_once_changed_and_taken_out(channel: Channel, telegram: FakeTelegram) -> None:
    story = story_now("Ferry <back> & forth", standfirst="It sails & sails.")
    for _ in range(3):
        work(channel)
    url = f"http://localhost:8000{story.public_path()}"
    assert telegram.shown == [f"Ferry <back> & forth\n\nIt sails & sails.\n\n{url}"]
    assert (
        telegram.asked[0].data["text"].startswith("<b>Ferry &lt;back&gt; &amp; forth</b>\n\nIt sails &amp;")
    )
    assert (the_post().state, the_post().remote_url) == (State.POSTED, "https://t.me/harbour_post/1")

    update(story, title="Ferry gone")
    work(channel)
    assert telegram.shown == [f"Ferry gone\n\nIt sails & sails.\n\n{url}"]
    unpublish_page(page=fresh(story), by=None)
    work(channel)
    assert telegram.shown == []
    publish_page(page=fresh(story), by=None)
    work(channel)
    assert len(telegram.shown) == 1
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(channel)

    assert telegram.shown == []
    assert telegram.methods == [
        "sendMessage", "editMessageText", "deleteMessage", "sendMessage", "deleteMessage",
    ]  # fmt: skip


def test_change_that_the_channel_does_not_show_changes_nothing(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    work(channel)
    update(story, body=[("paragraph", "<p>The ferry sails at six.</p>")])
    update(story, Kind.CORRECTION, body=[("paragraph", "<p>The boat sails again.</p>")])
    work(channel)

    assert telegram.methods == ["sendMessage"]
    update(story, title="Ferry is back")
    channel.template = "{headline}"
    channel.save()
    work(channel)
    assert telegram.methods == ["sendMessage", "editMessageText"]
    # Another template is for new posts.
    assert "\n\n" in telegram.shown[0]


def test_archive_and_old_stories_are_not_posted(channel: Channel, telegram: FakeTelegram) -> None:
    old = published("Found in a drawer", at=timezone.now() - timedelta(days=400))
    before = story_now("Before it was switched on")
    work()
    ChannelPost.objects.all().delete()
    switch_channel(channel=channel, is_on=False, by=None)
    switch_channel(channel=channel, is_on=True, by=None)
    work(channel)
    assert telegram.shown == []
    update(old)
    work(channel)

    assert telegram.shown == []
    assert not ChannelPost.objects.filter(publication=before.uuid).exists()


def test_channel_that_is_off_posts_nothing_and_still_takes_out(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    work(channel)
    switch_channel(channel=channel, is_on=False, by=None)
    story_now("Another")
    update(story, title="Changed")
    work(channel)
    assert telegram.methods == ["sendMessage"]
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(channel)

    assert telegram.shown == []


def test_sections_and_labels_decide(paper: Any, telegram: FakeTelegram) -> None:
    channel = telegram_channel(telegram, section_ids=[section("sea").pk], labels=["news", "opinion"])
    story_now("Town news")
    story_now("Sea news", within="sea")
    story_now("Sea advertisement", within="sea", label="sponsored")
    story_now("Sea opinion", within="sea", label="opinion")
    work(channel)

    assert [text.partition("\n")[0] for text in telegram.shown] == ["Sea news", "Sea opinion"]


def test_taken_down_before_its_turn_is_never_posted(channel: Channel, telegram: FakeTelegram) -> None:
    story = story_now()
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(channel)

    assert telegram.asked == []


def test_words_by_hand_and_not_to_this_channel(channel: Channel, telegram: FakeTelegram) -> None:
    story, other = story_now(), story_now("Kept back")
    decide = {"channel": channel, "by": None, "at": timezone.now()}
    decide_for_story(story_uuid=story.uuid, text="Look: {headline}!", is_skipped=False, **decide)
    decide_for_story(story_uuid=other.uuid, text="", is_skipped=True, **decide)
    work(channel)
    url = f"http://localhost:8000{story.public_path()}"
    assert telegram.shown == [f"Look: Ferry back!\n\n{url}"]

    decide_for_story(story_uuid=story.uuid, text="Look again.", is_skipped=False, **decide)
    decide_for_story(story_uuid=other.uuid, text="", is_skipped=False, **decide)
    work(channel)
    assert [text.partition("\n")[0] for text in telegram.shown] == ["Look again.", "Kept back"]
    decide_for_story(story_uuid=story.uuid, text="", is_skipped=True, **decide)
    work(channel)
    assert [text.partition("\n")[0] for text in telegram.shown] == ["Kept back"]


def test_picture_goes_along_changes_and_goes(paper: Any, telegram: FakeTelegram) -> None:
    channel = telegram_channel(telegram, with_picture=True)
    story = story_now(lead_picture=picture())
    work(channel)
    first = telegram.messages[1]["photo"]
    assert first.startswith("http://localhost:8000/media/")
    update(story, title="Another headline")
    work(channel)
    update(story, lead_picture=picture())
    work(channel)
    assert telegram.messages[1]["photo"] != first
    update(story, lead_picture=None)
    work(channel)

    assert telegram.methods == [
        "sendPhoto", "editMessageCaption", "editMessageMedia", "deleteMessage", "sendMessage",
    ]  # fmt: skip
    assert len(telegram.messages) == 1


def test_refusal_for_now_is_tried_again_later_and_once(channel: Channel, telegram: FakeTelegram) -> None:
    story_now()
    story_now("Another")
    telegram.moods = [429]
    work(channel)
    assert (telegram.shown, len(telegram.asked)) == ([], 1)
    resting = Channel.objects.get().resting_until
    assert resting is not None
    pause = (resting - timezone.now()).total_seconds()
    assert 33 < pause <= 35
    work(channel)
    assert len(telegram.asked) == 1
    work(channel, clock=later(seconds=40))

    assert len(telegram.shown) == 2
    assert Channel.objects.get().failing_since is None


@pytest.mark.parametrize("mood", ["lost", "hang up", "silence", 500, 502, 504])
def test_what_nobody_can_know_is_shown_and_never_repeated(
    channel: Channel, telegram: FakeTelegram, mood: Any
) -> None:
    story = story_now()
    telegram.moods = [mood]
    work(channel)
    post = the_post()
    assert post.state == State.UNKNOWN
    update(story, title="Changed meanwhile")
    for _ in range(3):
        work(channel, clock=later(days=1))
    assert len(telegram.asked) == 1

    if mood == "lost":
        there = {"there": There.IS_THERE, "remote_id": "1", "url": "https://t.me/harbour_post/1"}
    else:
        there = {"there": There.IS_NOT_THERE}
    assert say_what_is_there(post=post, by=None, at=timezone.now(), **there)
    work(channel, clock=later(minutes=5))
    assert [text.partition("\n")[0] for text in telegram.shown] == ["Changed meanwhile"]
    assert telegram.posts == 1


def test_answer_lost_for_a_change_or_a_deletion_is_asked_again(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    work(channel)
    update(story, title="Changed")
    telegram.moods = ["lost"]
    work(channel)
    work(channel, clock=later(minutes=1))
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    telegram.moods = ["lost"]
    work(channel, clock=later(minutes=2))
    work(channel, clock=later(minutes=3))

    assert telegram.shown == []
    assert (the_post().state, the_post().is_waiting) == (State.REMOVED, False)


def test_bot_that_was_thrown_out_is_told_and_others_go_on(channel: Channel, telegram: FakeTelegram) -> None:
    other = FakeTelegram()
    try:
        second = telegram_channel(other, name="Second")
        telegram.may_post = False
        story_now()
        work(channel, second)
        assert len(other.shown) == 1
        broken = Channel.objects.get(pk=channel.pk)
        assert "not a member" in broken.latest_error
        telegram.may_post = True
        work(channel, second, clock=later(minutes=1))
        assert (len(telegram.shown), len(other.shown)) == (1, 1)
    finally:
        other.close()


def test_old_message_that_cannot_be_deleted_is_emptied(channel: Channel, telegram: FakeTelegram) -> None:
    story = story_now()
    work(channel)
    telegram.keeps_old = True
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    work(channel)

    assert telegram.shown == ["Removed."]
    assert the_post().state == State.REMOVED


def test_what_somebody_deleted_there_is_not_posted_again_unasked(
    channel: Channel, telegram: FakeTelegram
) -> None:
    story = story_now()
    work(channel)
    telegram.messages.clear()
    update(story, title="Changed")
    work(channel)
    update(story, title="Changed again")
    work(channel)
    assert telegram.shown == []
    assert the_post().latest_error == "Somebody has deleted it there."
    try_again(post=the_post(), by=None, at=timezone.now())
    work(channel)

    assert [text.partition("\n")[0] for text in telegram.shown] == ["Changed again"]


def test_long_standfirst_is_shortened_to_what_fits(channel: Channel, telegram: FakeTelegram) -> None:
    channel.template = "{headline}\n\n" + "{standfirst}" * 9 + "\n{link}"
    channel.save()
    story = story_now(standfirst="Слово 🐬 слово. " * 37)
    work(channel)

    assert 3900 < len(telegram.shown[0].encode("utf-16-le")) // 2 <= 4096
    assert telegram.shown[0].endswith(story.public_path())
