"""How a channel is reached: with its secret opened, for the moment in which it is asked."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from dateline.publishlog.outside.sealing import unsealed
from dateline.social.errors import ChannelRefusedError
from dateline.social.models import Channel
from dateline.social.services.interface import Access

PURPOSE = "channels"
"""For which secrets are sealed."""


def access_of(channel: Channel) -> Access:
    """Return what the service needs. Raises ChannelRefusedError after the key of the paper was lost."""
    try:
        secret = unsealed(channel.secret, purpose=PURPOSE)
    except InvalidToken:
        raise ChannelRefusedError(_("Its secret cannot be read any more: enter it again.")) from None
    return Access(channel.server, channel.handle, secret, channel.limits)
