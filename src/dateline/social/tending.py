"""Bring one story in one channel in line with the paper, step by step, each noted before and after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from dateline.publishlog.models import LogEntry
from dateline.social.access import access_of
from dateline.social.choices import Act
from dateline.social.errors import (
    CannotTellError,
    LaterError,
    MissingError,
    RefusedError,
    TooLongError,
    UnsureError,
)
from dateline.social.models import ChannelPost
from dateline.social.post_actions import (
    claim_post,
    let_channel_rest,
    note_absent,
    note_changed,
    note_channel_well,
    note_failed,
    note_posted,
    note_removed,
    note_settled,
    note_unknown,
)
from dateline.social.services.registry import service_named
from dateline.social.wanting import Plan, plan_for

Clock = Callable[[], datetime]
# Deleted, posted anew and looked at once more, with one step to find out what a process that died had done.
MOST_STEPS = 5


def tend(pk: int, *, served: int | None, clock: Clock) -> int:
    """Do what is to be done about a post until nothing is, and return how many requests went well.

    ``served``: up to which entry of the log readers get pages; what happened later waits, unless it is to go.
    """
    done = 0
    for _step in range(MOST_STEPS):
        post = ChannelPost.objects.select_related("channel", "publication").get(pk=pk)
        if not post.is_waiting or (post.leased_until is not None and post.leased_until > clock()):
            break
        if post.doing:
            goes_on = _found_out(post, clock)
        else:
            try:
                plan = plan_for(post, at=clock())
            except TooLongError:
                note_failed(post=post, error=_("It is too long."), at=clock(), is_refused=True)
                break
            if plan.act == Act.NONE:
                note_settled(post=post, differs=plan.differs)
                break
            if plan.act != Act.DELETE and not _is_served(post, served):
                break
            goes_on = _done(post, plan, clock)
            done += goes_on
        if not goes_on:
            break
    return done


def _is_served(post: ChannelPost, served: int | None) -> bool:
    """Say whether readers get the page as it is told of. What the follower has not seen yet is too new."""
    if served is not None and post.number > served:
        return False
    newer = LogEntry.objects.filter(number__gt=post.number, subject=f"story/{post.publication.page_id}")
    return not newer.exists()


def _done(post: ChannelPost, plan: Plan, clock: Clock) -> bool:
    """Claim, do and note one thing. False when the story has to wait."""
    service, is_repeated = service_named(post.channel.service), bool(post.key)
    seed = f"dateline-{post.channel_id}-{post.publication_id.hex}-{post.times}"
    key = post.key or service.new_key(seed=seed, at=clock())
    if not claim_post(post=post, act=plan.act, message=plan.message, key=key, at=clock()):
        return False
    try:
        _perform(post, plan, key=key, is_repeated=is_repeated, clock=clock)
    except MissingError as error:
        if plan.act == Act.POST:
            note_failed(post=post, error=str(error), at=clock(), is_refused=True)
            return False
        note = _("Somebody has deleted it there.") if plan.act == Act.EDIT else ""
        note_removed(post=post, note=note, at=clock())
    except RefusedError as error:
        note_failed(post=post, error=str(error), at=clock(), is_refused=True)
        note_channel_well(channel=post.channel)
        return False
    except UnsureError as error:
        _unsure(post, plan.act, str(error), clock)
        return False
    except LaterError as error:
        _later(post, error, clock)
        return False
    note_channel_well(channel=post.channel)
    return True


def _perform(post: ChannelPost, plan: Plan, *, key: str, is_repeated: bool, clock: Clock) -> None:
    service, access = service_named(post.channel.service), access_of(post.channel)
    if plan.act == Act.DELETE:
        service.delete(access, remote_id=post.remote_id)
        note_removed(post=post, at=clock())
        return
    if plan.message is None:
        raise ValueError(plan)
    if plan.act == Act.POST:
        sent = service.post(access, plan.message, key=key, at=clock())
        # What an earlier attempt posted after all may have other words: they are set once more.
        is_sure = not (is_repeated and service.can_find and service.can_change)
        note_posted(post=post, sent=sent, template=plan.template, is_sure=is_sure, at=clock())
        return
    is_same = plan.message.picture_digest == post.picture
    service.change(
        access,
        plan.message,
        remote_id=post.remote_id,
        has_picture=bool(post.picture),
        same_picture=is_same,
    )
    note_changed(post=post, at=clock())


def _found_out(post: ChannelPost, clock: Clock) -> bool:
    """Find out what became of a request whose answer nobody has noted. False when that has to wait."""
    if post.doing != Act.POST:
        # To change or delete twice does no harm.
        note_absent(post=post)
        return True
    try:
        sent = service_named(post.channel.service).find(
            access_of(post.channel),
            key=post.key,
            link=post.publication.address,
            since=post.doing_at or clock(),
        )
    except CannotTellError as error:
        note_unknown(post=post, error=str(error))
        return False
    except LaterError as error:
        _later(post, error, clock, is_unsure=True)
        return False
    except (RefusedError, UnsureError, MissingError) as error:
        _later(post, LaterError(str(error)), clock, is_unsure=True)
        return False
    if sent is None:
        note_absent(post=post)
    else:
        note_posted(post=post, sent=sent, template=post.channel.template, is_sure=True, at=clock())
    return True


def _unsure(post: ChannelPost, act: Act, error: str, clock: Clock) -> None:
    is_post = act == Act.POST
    if is_post and not service_named(post.channel.service).can_find:
        note_unknown(post=post, error=error)
    else:
        note_failed(post=post, error=error, at=clock(), is_unsure=is_post)
    let_channel_rest(channel=post.channel, error=error, seconds=None, at=clock())


def _later(post: ChannelPost, error: LaterError, clock: Clock, *, is_unsure: bool = False) -> None:
    note_failed(post=post, error=str(error), at=clock(), is_unsure=is_unsure)
    let_channel_rest(channel=post.channel, error=str(error), seconds=error.seconds, at=clock())
