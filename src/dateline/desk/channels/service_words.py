"""What each service calls an account and its secret, and where they are to be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.social.choices import ServiceName


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """How the form of one service asks."""

    secret: Any
    secret_help: Any
    secret_pattern: str
    handle: Any = ""
    """Empty: the secret says who we are."""
    handle_help: Any = ""
    asks_server: bool = False


WORDS_OF = {
    ServiceName.TELEGRAM: ServiceWords(
        secret=_("Token of the bot"),
        secret_help=_(
            "From @BotFather. Make the bot an administrator of the channel that may post and edit."
        ),
        secret_pattern=r"\d+:[\w-]{20,}",  # noqa: S106 - the form of one, not one
        handle=_("Channel"),
        handle_help=_("@name of a public channel, or the number of a private one, which begins with -100."),
    ),
    ServiceName.MASTODON: ServiceWords(
        secret=_("Access token"),
        secret_help=_(
            "On your server: Preferences → Development → New application, scopes read and write:statuses."
        ),
        secret_pattern=r"[\w.~+/=-]{20,}",  # noqa: S106 - the form of one, not one
        asks_server=True,
    ),
    ServiceName.BLUESKY: ServiceWords(
        secret=_("App password"),
        secret_help=_("Settings → Privacy and security → App passwords. Not the password of the account."),
        secret_pattern=r"[a-z0-9]{4}(-[a-z0-9]{4}){3}",  # noqa: S106 - the form of one, not one
        handle=_("Handle"),
        handle_help=_("Such as example.bsky.social."),
    ),
}
