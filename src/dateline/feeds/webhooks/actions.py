"""Webhooks are made and ended on the desk; messages are written for them and settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import log

from dateline.feeds.choices import Event, MessageState, Stories
from dateline.feeds.models import Partner, Webhook, WebhookMessage
from dateline.feeds.webhooks.events import Happened
from dateline.feeds.webhooks.signing import new_secret, sealed
from dateline.publishlog.queries import latest_number

WEBHOOK_MADE, WEBHOOK_ENDED = "paper.partner.webhook_made", "paper.partner.webhook_ended"
# In all three days and a half: a receiver may be away over a long weekend.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200, 14400, *[28800] * 9)
)
MOST_ATTEMPTS = len(PAUSES) + 1
LEASE = timedelta(minutes=2)
SETTLED_ARE_KEPT = timedelta(days=30)


@transaction.atomic
def make_webhook(
    *, partner: Partner, url: str, stories: str = Stories.ALL, by: Any, at: datetime
) -> tuple[Webhook, str]:
    """Add a webhook and return it with the secret its messages are signed with, which is told once."""
    secret = new_secret()
    webhook = Webhook.objects.create(
        partner=partner,
        url=url,
        stories=stories,
        secret=sealed(secret),
        made_at=at,
        after_number=latest_number(),
    )
    log(partner, WEBHOOK_MADE, user=by, data={"url": url, "stories": str(stories)})
    return webhook, secret


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: Any, at: datetime) -> None:
    """Tell a webhook nothing any more, what waits for it neither; one that has ended stays so."""
    if Webhook.objects.filter(pk=webhook.pk, ended_at=None).update(ended_at=at):
        waiting = WebhookMessage.objects.filter(webhook=webhook, state=MessageState.WAITING)
        waiting.update(state=MessageState.GIVEN_UP, settled_at=at)
        log(webhook.partner, WEBHOOK_ENDED, user=by, data={"url": webhook.url})


@transaction.atomic
def write_messages(*, happened: Iterable[Happened], at: datetime) -> int:
    """Write a message to every webhook that is to be told, and return how many; again it writes nothing new.

    A webhook that was made later than something happened is not told of it.
    """
    webhooks = list(Webhook.objects.filter(ended_at=None).select_related("partner"))
    before = WebhookMessage.objects.count()
    messages = [
        WebhookMessage(
            webhook=webhook,
            number=one.number,
            publication_uuid=one.uuid,
            event=one.event,
            kind=one.kind,
            version=one.version,
            at=one.at,
            due_at=at,
        )
        for one in happened
        for webhook in webhooks
        if one.number > webhook.after_number and _is_told(webhook, one)
    ]
    WebhookMessage.objects.bulk_create(messages, ignore_conflicts=True, batch_size=200)
    return WebhookMessage.objects.count() - before


def _is_told(webhook: Webhook, happened: Happened) -> bool:
    if webhook.stories == Stories.ALL:
        return True
    # New stories nobody has taken yet.
    return (
        happened.event != Event.PUBLISHED and webhook.partner.taken.filter(publication=happened.uuid).exists()
    )


@transaction.atomic
def claim_message(*, message: WebhookMessage, at: datetime) -> bool:
    """Take a message for an attempt; False when another process has it or it is settled.

    Committed before the attempt: whoever dies meanwhile leaves it to others once the lease is over. The
    receiver may then get it twice, with the same id.
    """
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    mine = WebhookMessage.objects.filter(free, pk=message.pk, state=MessageState.WAITING, due_at__lte=at)
    return mine.update(leased_until=at + LEASE, attempts=F("attempts") + 1) == 1


@transaction.atomic
def note_delivered(*, message: WebhookMessage, status: int, at: datetime) -> None:
    """Settle a message that the receiver has confirmed."""
    WebhookMessage.objects.filter(pk=message.pk).update(
        state=MessageState.DELIVERED, settled_at=at, leased_until=None, latest_status=status, latest_error=""
    )
    Webhook.objects.filter(pk=message.webhook_id).update(failing_since=None, latest_error="")


@transaction.atomic
def note_failed(*, message: WebhookMessage, status: int | None, error: str, at: datetime) -> None:
    """Have a message tried again later and later, and give it up after the last attempt."""
    row = WebhookMessage.objects.select_for_update().get(pk=message.pk)
    if row.state != MessageState.WAITING:
        return
    row.leased_until, row.latest_status, row.latest_error = None, status, error[:300]
    if row.attempts >= MOST_ATTEMPTS:
        row.state, row.settled_at = MessageState.GIVEN_UP, at
    else:
        row.due_at = at + PAUSES[row.attempts - 1]
    row.save()
    if status is None:
        # Nobody is there: to try each of a thousand messages would take them all for nothing.
        others = WebhookMessage.objects.filter(webhook=row.webhook_id, state=MessageState.WAITING)
        others.filter(due_at__lt=row.due_at, leased_until=None).update(due_at=row.due_at)
    webhook = Webhook.objects.filter(pk=row.webhook_id)
    webhook.update(latest_error=error[:300])
    webhook.filter(failing_since=None).update(failing_since=at)


@transaction.atomic
def send_again(*, webhook: Webhook, at: datetime) -> int:
    """Try everything that waits for a webhook, or was given up, now; return how much that is."""
    if webhook.ended_at is not None:
        return 0
    unheard = webhook.messages.exclude(state=MessageState.DELIVERED)
    return unheard.update(state=MessageState.WAITING, attempts=0, due_at=at, settled_at=None)


@transaction.atomic
def forget_settled(*, at: datetime) -> int:
    """Delete messages that were settled a month ago, and return how many."""
    old = WebhookMessage.objects.filter(settled_at__lt=at - SETTLED_ARE_KEPT)
    return old.delete()[0]
