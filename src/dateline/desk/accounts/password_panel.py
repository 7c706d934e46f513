"""Changing one's password in the account area: the old one cannot be guessed at a desk that was left open."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.auth import PasswordChangeForm
from wagtail.log_actions import log

from dateline.desk.accounts.forms import counted


class BoundedPasswordChangeForm(PasswordChangeForm):
    """Counts each wrong old password, and writes the new one into the log of accounts."""

    def clean_old_password(self) -> str:
        attempt = counted(self.user)
        old: str = super().clean_old_password()
        attempt.give_back()
        return old

    def save(self, commit: bool = True) -> Any:
        account = super().save(commit)
        log(account, "paper.password_changed", user=account)
        return account
