"""Forms that the desk changes for everybody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from dateline.desk.accounts.counting import count_password, wait_words
from dateline.users.errors import TooManyAttemptsError


class LoginForm(WagtailLoginForm):
    """Asks for what people know: their e-mail address; the name of the account will do as well."""

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _("There is no account with this address and this password. Please try again."),
    }

    seconds_to_wait = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label, password.label = _("E-mail address"), _("Password")
        name.help_text = _("Or the name of your account.")
        name.widget.attrs.update(placeholder="", autocomplete="username", inputmode="email")
        password.widget.attrs.update(placeholder="", autocomplete="current-password")

    def clean(self) -> dict[str, Any]:
        """Count the attempt before the password is looked at, whether there is such an account or not."""
        said = self.cleaned_data.get("username")
        if not said or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            attempt = count_password(self.request, said=said)
        except TooManyAttemptsError as error:
            self.seconds_to_wait = error.seconds
            raise ValidationError(wait_words(error.seconds), code="throttled") from error
        cleaned: dict[str, Any] = super().clean()
        attempt.give_back()
        return cleaned
