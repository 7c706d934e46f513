"""Forms that the desk changes for everybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm


class LoginForm(WagtailLoginForm):
    """Asks for what people know: their e-mail address; the name of the account will do as well."""

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _("There is no account with this address and this password. Please try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label, password.label = _("E-mail address"), _("Password")
        name.help_text = _("Or the name of your account.")
        name.widget.attrs.update(placeholder="", autocomplete="username", inputmode="email")
        password.widget.attrs.update(placeholder="", autocomplete="current-password")
