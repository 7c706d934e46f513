"""Effects in the outside world that must happen once, such as sending a letter.

The claim is committed before the effect is attempted. After a crash nobody can know whether the effect
happened, so it is marked unknown for a person to decide, and not repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from dateline.publishlog.errors import EffectInProgressError, NotPerformedError
from dateline.publishlog.models import FollowerEffect

STILL_AT_IT = timedelta(minutes=2)


def perform_once(*, follower: str, key: str, effect: Callable[[], None], now: datetime) -> bool:
    """Perform the effect unless its key was claimed before; return whether it was performed now.

    Raises EffectInProgressError when another process claimed it moments ago, and whatever the effect
    raises. After NotPerformedError the claim is given back; after any other error the state is unknown.
    """
    with transaction.atomic(durable=True):
        claim, mine = FollowerEffect.objects.get_or_create(
            follower=follower, key=key, defaults={"started_at": now}
        )
    if not mine:
        _judge_old_claim(claim, now)
        return False
    try:
        effect()
    except NotPerformedError:
        claim.delete()
        raise
    except Exception as error:
        _settle(claim, state=FollowerEffect.State.UNKNOWN, note=repr(error), now=now)
        raise
    _settle(claim, state=FollowerEffect.State.DONE, note="", now=now)
    return True


def _judge_old_claim(claim: FollowerEffect, now: datetime) -> None:
    if claim.state != FollowerEffect.State.STARTED:
        return
    if now - claim.started_at < STILL_AT_IT:
        raise EffectInProgressError(claim.follower, claim.key)
    note = "The process that claimed it stopped before saying how it went."
    _settle(claim, state=FollowerEffect.State.UNKNOWN, note=note, now=now)


def _settle(claim: FollowerEffect, *, state: str, note: str, now: datetime) -> None:
    FollowerEffect.objects.filter(pk=claim.pk).update(state=state, note=note[:2000], settled_at=now)
