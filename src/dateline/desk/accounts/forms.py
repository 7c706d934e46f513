"""The forms of second factors: allauth's, with limits that hold and codes that are good once."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dateline.desk.accounts.counting import count_code, wait_words
from dateline.users.errors import TooManyAttemptsError
from dateline.users.login_actions import Attempt, use_code_step
from dateline.users.models import User

WRONG_CODE = _("This code is not right, or it has been used. Wait for the next one.")


class _OnceOnly(forms.Form):
    """Counts attempts, and takes each half-minute's code once."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs.update(
            autofocus=True, placeholder="", inputmode="text", autocomplete="one-time-code"
        )

    def clean_code(self) -> str:
        attempt = counted(self.user)
        with transaction.atomic():
            try:
                code = str(super().clean_code())  # type: ignore[misc]  # of the form this is mixed into
            except ValidationError as error:
                raise ValidationError(WRONG_CODE, code="incorrect_code") from error
            if self.authenticator.type == Authenticator.Type.TOTP:
                use_up(code, secret=decrypt(self.authenticator.data["secret"]), user=self.user)
        attempt.give_back()
        return code


class CodeForm(_OnceOnly, AuthenticateForm):
    """The second step of logging in."""


class ConfirmCodeForm(_OnceOnly, ReauthenticateCodeForm):
    """Confirming who one is before something about the account's security changes."""


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("The six digits that the app shows now")
        field.widget.attrs.update(autofocus=True, placeholder="", inputmode="numeric")

    def clean_code(self) -> str:
        try:
            code = str(super().clean_code())
        except ValidationError as error:
            raise ValidationError(WRONG_CODE, code="incorrect_code") from error
        use_up(code, secret=self.secret, user=self.user)
        return code


class ConfirmPasswordForm(ReauthenticateForm):
    """Confirming who one is with the password, for those who have no second factor yet."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def clean_password(self) -> str:
        attempt = counted(self.user)
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="incorrect_password")
        attempt.give_back()
        return password


def counted(user: User) -> Attempt:
    """Count an attempt, or say how long to wait. Raises ValidationError."""
    try:
        return count_code(context.request, user=user)
    except TooManyAttemptsError as error:
        raise ValidationError(wait_words(error.seconds), code="throttled") from error


def use_up(code: str, *, secret: str, user: User) -> None:
    """Make a one-time code, and those before it, worthless. Raises ValidationError when it was already."""
    steps = [
        step
        for step in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    ]
    if not steps or not use_code_step(user=user, step=max(steps)):
        raise ValidationError(WRONG_CODE, code="used_code")
