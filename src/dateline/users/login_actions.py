"""Count attempts to log in, so that guessing is slow, and no one-time code is good twice.

Django's cache lives for one request here, so counting in it, as libraries do, would count nothing. Rows in
the database are shared by all processes and nodes, and one conditional UPDATE makes each count exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db import transaction
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Greatest
from wagtail.log_actions import log

from dateline.users.errors import TooManyAttemptsError
from dateline.users.limits import Limit
from dateline.users.models import Allowance, CodeStep, User
from dateline.users.queries import was_logged_lately

Counted = tuple[str, Limit]


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that has been counted, to be given back when it was a good one."""

    counted: tuple[Counted, ...]

    def give_back(self) -> None:
        """Count it no more: it was no guess."""
        for key, limit in self.counted:
            _give_back(key, limit)


def begin_attempt(*, counted: Sequence[Counted], at: datetime, account: User | None = None) -> Attempt:
    """Count an attempt before anything is looked at, so that many at once are no way round.

    Raises TooManyAttemptsError with the seconds to wait. The last one that an account lets through is
    written into the log of accounts, once an hour.
    """
    taken: list[Counted] = []
    for key, limit in counted:
        wait, is_last = _take(key, limit, at=at)
        if wait:
            Attempt(tuple(taken)).give_back()
            raise TooManyAttemptsError(seconds=wait)
        taken.append((key, limit))
        if is_last and account is not None and not was_logged_lately(account, "paper.guessing", at=at):
            log(account, "paper.guessing")
    return Attempt(tuple(taken))


@transaction.atomic
def use_code_step(*, user: User, step: int) -> bool:
    """Use up the code of this half-minute and all before it; say whether it was still unused."""
    CodeStep.objects.bulk_create([CodeStep(user=user)], ignore_conflicts=True)
    return bool(CodeStep.objects.filter(user=user, step__lt=step).update(step=step))


def forget_allowances(*, at: datetime) -> int:
    """Delete the counts that say nothing any more, and return how many."""
    return Allowance.objects.filter(spent_until__lt=_milliseconds(at)).delete()[0]


def _take(key: str, limit: Limit, *, at: datetime) -> tuple[int, bool]:
    """Return the seconds to wait, 0 if the attempt may go on, and whether it was the last one for now."""
    now, step = _milliseconds(at), limit.seconds_each * 1000
    room = now + (limit.burst - 1) * step
    Allowance.objects.bulk_create([Allowance(key=key, spent_until=now)], ignore_conflicts=True)
    spent = Greatest(F("spent_until"), Value(now, output_field=BigIntegerField())) + step
    if Allowance.objects.filter(key=key, spent_until__lte=room).update(spent_until=spent):
        left = Allowance.objects.filter(key=key, spent_until__lte=room).exists()
        return 0, not left
    until = Allowance.objects.filter(key=key).values_list("spent_until", flat=True).first() or now
    return max(1, ceil((until - room) / 1000)), False


def _give_back(key: str, limit: Limit) -> None:
    step = limit.seconds_each * 1000
    Allowance.objects.filter(key=key, spent_until__gte=step).update(spent_until=F("spent_until") - step)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
