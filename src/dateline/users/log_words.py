"""What the log of accounts can say. The desk shows it as a report."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

KINDS = {
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey"),
    "recovery_codes": gettext_lazy("recovery codes"),
}
WAYS = {
    "password": gettext_lazy("password alone"),
    "code": gettext_lazy("password and code"),
    "recovery": gettext_lazy("password and recovery code"),
    "key": gettext_lazy("password and passkey"),
    "passkey": gettext_lazy("passkey"),
    "welcome": gettext_lazy("welcome link"),
}


class LoggedIn(LogFormatter):
    """Somebody logged in."""

    label = gettext_lazy("Log-in")

    def format_message(self, log_entry: Any) -> str:
        way = WAYS.get(log_entry.data.get("way", ""), "")
        device = log_entry.data.get("device", "")
        return _("Logged in: %(how)s") % {"how": ", ".join(str(part) for part in (way, device) if part)}


class FactorChange(LogFormatter):
    """A second factor came or went."""

    def format_message(self, log_entry: Any) -> str:
        kinds = ", ".join(str(KINDS.get(kind, kind)) for kind in log_entry.data.get("kinds", ()))
        return f"{self.message}: {kinds}" if kinds else str(self.message)


class FactorAdded(FactorChange):
    label = message = gettext_lazy("Second factor added")


class FactorRemoved(FactorChange):
    label = message = gettext_lazy("Second factor removed")


class FactorReset(FactorChange):
    label = message = gettext_lazy("Second factor reset")


class RolesChanged(LogFormatter):
    """Which roles somebody got and lost."""

    label = gettext_lazy("Roles changed")

    def format_message(self, log_entry: Any) -> str:
        added, removed = log_entry.data.get("added", ()), log_entry.data.get("removed", ())
        parts = [_("given %(roles)s") % {"roles": ", ".join(added)}] if added else []
        parts += [_("taken %(roles)s") % {"roles": ", ".join(removed)}] if removed else []
        return _("Roles changed: %(change)s") % {"change": "; ".join(parts)}


class PermissionsChanged(LogFormatter):
    """What a role may do from now on."""

    label = gettext_lazy("Permissions changed")

    def format_message(self, log_entry: Any) -> str:
        added, removed = log_entry.data.get("added", ()), log_entry.data.get("removed", ())
        signs = [*(f"+ {name}" for name in added), *(f"− {name}" for name in removed)]
        return _("Permissions changed: %(change)s") % {"change": ", ".join(signs)}


SIMPLE = {
    "paper.guessing": gettext_lazy("Too many wrong passwords or codes"),
    "paper.codes_made": gettext_lazy("New recovery codes made"),
    "paper.sessions_ended": gettext_lazy("Sessions ended"),
    "paper.password_changed": gettext_lazy("Password changed"),
    "paper.activated": gettext_lazy("Account opened"),
    "paper.deactivated": gettext_lazy("Account closed"),
    "paper.administrator_made": gettext_lazy("Made an administrator of everything"),
    "paper.administrator_unmade": gettext_lazy("No longer an administrator of everything"),
}


def register_account_actions(actions: Any) -> None:
    """Name every action of the log of accounts."""
    for action, text in SIMPLE.items():
        actions.register_action(action, text, text)
    for action, formatter in (
        ("paper.login", LoggedIn),
        ("paper.factor_added", FactorAdded),
        ("paper.factor_removed", FactorRemoved),
        ("paper.factor_reset", FactorReset),
        ("paper.roles", RolesChanged),
        ("paper.permissions", PermissionsChanged),
    ):
        actions.register_action(action)(formatter)
