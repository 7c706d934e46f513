"""Send what is due, one message at a time to each webhook, in threads that nobody waits for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from cryptography.fernet import InvalidToken
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.feeds.api.addresses import story_address
from dateline.feeds.choices import Event, MessageState
from dateline.feeds.models import Webhook, WebhookMessage
from dateline.feeds.outgoing import NotDeliveredError, post
from dateline.feeds.webhooks.actions import claim_message, note_delivered, note_failed
from dateline.feeds.webhooks.signing import signature_of, unsealed
from dateline.publishlog.outside.lanes import Lanes

MOST_IN_A_ROW = 50
Clock = Callable[[], datetime]


def send_due_now() -> None:
    """Begin to send what is due, and return at once; for the worker, every second."""
    waiting = WebhookMessage.objects.filter(
        state=MessageState.WAITING, due_at__lte=timezone.now(), webhook__ended_at=None
    )
    for webhook_id in waiting.order_by().values_list("webhook_id", flat=True).distinct():
        lanes.begin(webhook_id)


def send_due(webhook: Webhook, clock: Clock = timezone.now) -> int:
    """Send a webhook what is due, oldest first, until one is not confirmed; return how many were."""
    for sent in range(MOST_IN_A_ROW):
        due = webhook.messages.filter(state=MessageState.WAITING, due_at__lte=clock()).order_by(
            "number", "pk"
        )
        message = due.first()
        if message is None or not claim_message(message=message, at=clock()):
            return sent
        try:
            status = _send(webhook, message, now=clock())
        except NotDeliveredError as error:
            note_failed(message=message, status=error.status, error=str(error), at=clock())
            return sent
        note_delivered(message=message, status=status, at=clock())
    return MOST_IN_A_ROW


def _send(webhook: Webhook, message: WebhookMessage, *, now: datetime) -> int:
    body = json.dumps(body_of(message), separators=(",", ":")).encode()
    timestamp = int(now.timestamp())
    try:
        secret = unsealed(webhook.secret)
    except InvalidToken:
        raise NotDeliveredError(_("Its secret cannot be read any more: make a new webhook.")) from None
    headers = {
        "content-type": "application/json",
        "webhook-id": id_of(message),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature_of(
            body, message_id=id_of(message), timestamp=timestamp, secret=secret
        ),
    }
    return post(webhook.url, body=body, headers=headers).status


def id_of(message: WebhookMessage) -> str:
    """Return by what a receiver knows a message again: what happened to which story."""
    return f"msg_{message.number}_{message.publication_uuid.hex}"


def body_of(message: WebhookMessage) -> dict[str, object]:
    """Return what a message says: which story, and no word of it, whatever may have become of it since."""
    uuid = message.publication_uuid
    data: dict[str, object] = {"id": uuid.urn, "version": message.version}
    if message.event != Event.REMOVED:
        data |= {
            "kind": message.kind,
            "story": story_address(uuid),
            "corrections": story_address(uuid, "/corrections"),
        }
    return {"type": message.event, "timestamp": message.at.isoformat(), "data": data}


lanes = Lanes("webhook", lambda pk: send_due(Webhook.objects.get(pk=pk)))
