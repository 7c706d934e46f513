"""Send a feed to a subscriber of the paper's own hub (WebSub, section 7), signed where it gave a secret."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _

from dateline.feeds.hubs import PURPOSE, own_hub_address
from dateline.feeds.models import HubSubscription
from dateline.feeds.outgoing import NotDeliveredError, post
from dateline.feeds.websub.actions import drop_subscription, note_not_sent, note_sent
from dateline.feeds.websub.confirming import tell_ended
from dateline.feeds.websub.told import ToldFeed, told_now
from dateline.feeds.websub_models import LONGEST_URL
from dateline.publishlog.outside.sealing import unsealed


def send_feed(subscription: HubSubscription, *, now: datetime) -> bool:
    """Send a subscriber the feed as it is now, unless it has that; say whether it could be reached."""
    topic = f"{settings.WAGTAILADMIN_BASE_URL}{subscription.path}"
    told = told_now([subscription.path])[subscription.path]
    if told is None:
        tell_ended(subscription, topic=topic)
        drop_subscription(subscription=subscription)
        return True
    if told.digest == subscription.digest:
        note_sent(subscription=subscription, digest=told.digest, at=now, is_new=False)
        return True
    try:
        _send(subscription, told, topic=topic)
    except NotDeliveredError as error:
        note_not_sent(subscription=subscription, status=error.status, error=str(error), at=now)
        return error.status is not None
    note_sent(subscription=subscription, digest=told.digest, at=now, is_new=True)
    return True


def _send(subscription: HubSubscription, told: ToldFeed, *, topic: str) -> None:
    headers = {
        "content-type": told.media_type,
        "link": f'<{own_hub_address()}>; rel="hub", <{topic}>; rel="self"',
    }
    if subscription.secret:
        try:
            secret = unsealed(subscription.secret, purpose=PURPOSE)
        except InvalidToken:
            raise NotDeliveredError(_("Its secret cannot be read any more.")) from None
        headers["x-hub-signature"] = signature_of(told.body, secret=secret)
    post(subscription.callback, body=told.body, headers=headers, may_be_plain=True, longest=LONGEST_URL)


def signature_of(body: bytes, *, secret: str) -> str:
    """Return the value of the header X-Hub-Signature (section 8): the body's HMAC in hexadecimal."""
    return f"sha256={hmac.new(secret.encode(), body, sha256).hexdigest()}"
