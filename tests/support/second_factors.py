"""An authenticator app in a test: it knows a secret and shows the code of a moment."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from dateline.users.models import User

PERIOD = 30


class App:
    """Shows codes for one secret."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, *, steps: int = 0) -> str:
        """Return the code of now, or of so many half-minutes later."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // PERIOD + steps))

    def wrong_code(self) -> str:
        """Return a code that is none of those that are good now."""
        good = {self.code(steps=steps) for steps in (-1, 0, 1)}
        return next(code for code in ("000000", "111111", "222222", "333333") if code not in good)


def give_app(user: User) -> App:
    """Give an account an authenticator app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return App(secret)


def give_recovery_codes(user: User) -> list[str]:
    """Give an account recovery codes and return them."""
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def has_factor(user: User, kind: str) -> bool:
    """Say whether the account has a factor of this kind."""
    return Authenticator.objects.filter(user=user, type=kind).exists()
