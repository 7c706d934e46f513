"""What becomes of posts: marked by the follower, claimed before anything is sent, noted after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import log

from dateline.publishlog.queries import latest_number
from dateline.social.choices import Act, State, There
from dateline.social.models import Channel, ChannelPost
from dateline.social.services.interface import Message, Sent

LEASE = timedelta(minutes=2)
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 300, 900, 1800, 3600))
AGAIN, LOOKED = "paper.channel.again", "paper.channel.looked"


@transaction.atomic
def mark_posts(
    *, publications: Iterable[Any], number: int, is_new: bool, must_replace: bool = False, at: datetime
) -> int:
    """Have channels look at these stories again, and return how many posts there are to look at.

    ``is_new``: stories that were not in a channel may come there now. Again it changes nothing.
    """
    listed = list(publications)
    if is_new:
        channels = Channel.objects.filter(is_on=True, ended_at=None, after_number__lt=number)
        ChannelPost.objects.bulk_create(
            [
                ChannelPost(channel=channel, publication=publication, number=number, due_at=at)
                for channel in channels
                for publication in listed
            ],
            ignore_conflicts=True,
        )
    rows = ChannelPost.objects.filter(publication__in=[one.pk for one in listed], channel__ended_at=None)
    newer = rows.filter(number__lt=number)
    if must_replace:
        newer.update(must_replace=True)
    newer.update(number=number, due_at=at, is_refused=False, attempts=0)
    return rows.count()


@transaction.atomic
def claim_post(*, post: ChannelPost, act: Act, message: Message | None, key: str, at: datetime) -> bool:
    """Take a post for one request; False when another process has it. Committed before anything is sent."""
    mine = ChannelPost.objects.filter(_free(at), pk=post.pk, number=post.number, doing=post.doing)
    return (
        mine.update(
            doing=act,
            doing_at=at,
            doing_digest=message.digest if message else "",
            doing_picture=message.picture_digest if message else "",
            key=key,
            leased_until=at + LEASE,
            attempts=F("attempts") + 1,
        )
        == 1
    )


@transaction.atomic
def note_posted(*, post: ChannelPost, sent: Sent, template: str, is_sure: bool, at: datetime) -> None:
    """Note where a post stands. If that is sure, it shows what was claimed."""
    row = _row(post)
    row.state, row.remote_id, row.remote_url = State.POSTED, sent.remote_id, sent.url
    row.digest, row.picture = row.doing_digest if is_sure else "", row.doing_picture
    row.template = template
    row.times, row.posted_at, row.removed_at = row.times + 1, at, None
    row.is_forced = row.must_replace = row.differs = False
    _finished(row)


@transaction.atomic
def note_changed(*, post: ChannelPost, at: datetime) -> None:
    """Note that a post shows what was claimed."""
    row = _row(post)
    row.digest, row.picture, row.changed_at, row.differs = row.doing_digest, row.doing_picture, at, False
    row.must_replace = False
    _finished(row)


@transaction.atomic
def note_removed(*, post: ChannelPost, note: str = "", at: datetime) -> None:
    """Note that a post is not there any more; with a note when it was not us who took it out."""
    row = _row(post)
    row.state, row.removed_at = State.REMOVED, at
    row.digest = row.picture = row.remote_id = row.key = ""
    row.must_replace = row.differs = False
    row.is_left = bool(note)
    _finished(row)
    if note:
        ChannelPost.objects.filter(pk=row.pk).update(latest_error=note[:300])


@transaction.atomic
def note_settled(*, post: ChannelPost, differs: bool) -> None:
    """Note that the channel shows what it should, as of the entry that ``post`` was read with."""
    mine = ChannelPost.objects.filter(pk=post.pk, doing="")
    mine.update(
        settled_number=post.number,
        differs=differs,
        must_replace=False,
        is_forced=False,
        latest_error="",
        attempts=0,
    )


@transaction.atomic
def note_absent(*, post: ChannelPost) -> None:
    """Note that what was tried to be posted is certainly not there, so that it can be begun anew."""
    # The key stays: should it arrive after all, a repetition is known as one.
    _finished(_row(post))


@transaction.atomic
def note_failed(
    *, post: ChannelPost, error: str, at: datetime, is_refused: bool = False, is_unsure: bool = False
) -> None:
    """Note why something was not done. A refusal stays until the story changes.

    What may have been done stays claimed as such: whoever has it next finds out first.
    """
    row = _row(post)
    row.latest_error, row.leased_until, row.is_refused = error[:300], None, is_refused
    row.due_at = at + PAUSES[min(row.attempts, len(PAUSES)) - 1 if row.attempts else 0]
    if not is_unsure:
        row.doing, row.doing_at, row.doing_digest, row.doing_picture = Act.NONE, None, "", ""
    row.save()


@transaction.atomic
def note_unknown(*, post: ChannelPost, error: str) -> None:
    """Note that nobody can know whether it was posted. Nothing is sent until somebody has looked."""
    row = _row(post)
    row.state, row.latest_error = State.UNKNOWN, error[:300]
    row.digest, row.picture = row.doing_digest, row.doing_picture
    row.doing, row.doing_at, row.leased_until = Act.NONE, None, None
    row.save()


@transaction.atomic
def let_channel_rest(*, channel: Channel, error: str, seconds: float | None, at: datetime) -> None:
    """Let nothing be tried in a channel for a while: longer each time, or as long as the service says."""
    row = Channel.objects.select_for_update().get(pk=channel.pk)
    pause = PAUSES[min(row.failures, len(PAUSES) - 1)]
    row.failures += 1
    row.resting_until = at + (timedelta(seconds=seconds) if seconds is not None else pause)
    row.failing_since, row.latest_error = row.failing_since or at, error[:300]
    row.save(update_fields=["failures", "resting_until", "failing_since", "latest_error"])


@transaction.atomic
def note_channel_well(*, channel: Channel) -> None:
    """Forget that a channel has failed."""
    failing = Channel.objects.filter(pk=channel.pk).exclude(failures=0, failing_since=None)
    failing.update(failures=0, failing_since=None, resting_until=None, latest_error="")


@transaction.atomic
def try_again(*, post: ChannelPost, by: Any, at: datetime) -> None:
    """Do what is to be done about a story now, however old it is. What is unknown stays so."""
    rows = ChannelPost.objects.filter(pk=post.pk).exclude(state=State.UNKNOWN)
    # Where posts cannot be changed, this is how one that says something else is replaced.
    rows.filter(differs=True).update(must_replace=True)
    rows.update(is_forced=True, is_left=False, is_refused=False, settled_number=-1, due_at=at, attempts=0)
    Channel.objects.filter(pk=post.channel_id).update(resting_until=None)
    log(post.channel, AGAIN, user=by, data={"story": str(post.publication_id)})


@transaction.atomic
def post_anyway(*, channel: Channel, publication: Any, by: Any, at: datetime) -> ChannelPost:
    """Have a story posted that would not go there by itself: an old one, or of another section."""
    post, _made = ChannelPost.objects.get_or_create(
        channel=channel, publication=publication, defaults={"number": latest_number(), "due_at": at}
    )
    try_again(post=post, by=by, at=at)
    return post


@transaction.atomic
def say_what_is_there(
    *, post: ChannelPost, there: There, remote_id: str = "", url: str = "", by: Any, at: datetime
) -> bool:
    """Settle what nobody could know, as somebody saw it; False when it is settled already."""
    row = _row(post)
    if row.state != State.UNKNOWN:
        return False
    if there == There.IS_THERE:
        row.state, row.remote_id, row.remote_url = State.POSTED, remote_id, url
        row.template, row.times, row.posted_at = row.template or row.channel.template, row.times + 1, at
    elif there == There.IS_NOT_THERE:
        row.state, row.key, row.digest, row.picture, row.is_forced = State.NOTHING, "", "", "", True
    else:
        row.state, row.is_left, row.digest, row.picture = State.NOTHING, True, "", ""
    row.latest_error, row.attempts, row.due_at, row.settled_number = "", 0, at, -1
    row.save()
    log(row.channel, LOOKED, user=by, data={"story": str(row.publication_id), "there": str(there)})
    return True


def _free(at: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lte=at)


def _row(post: ChannelPost) -> ChannelPost:
    return ChannelPost.objects.select_for_update(of=("self",)).select_related("channel").get(pk=post.pk)


def _finished(row: ChannelPost) -> None:
    """End a claim. The row is due until it was looked at once more: the story may have changed meanwhile."""
    row.doing, row.doing_at, row.doing_digest, row.doing_picture = Act.NONE, None, "", ""
    row.leased_until, row.attempts, row.latest_error = None, 0, ""
    row.save()
