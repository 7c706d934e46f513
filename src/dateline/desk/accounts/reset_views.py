"""Asking for a link for a new password."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.admin.views.account import PasswordResetView

from dateline.desk.accounts.counting import count_reset
from dateline.desk.accounts.tasks import send_reset_letter_task
from dateline.users.errors import TooManyAttemptsError


class DeskPasswordResetView(PasswordResetView):
    """Wagtail's page. What is answered, and when, says nothing about the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Count the question and leave the letter to the worker, also where there is none to write.

        A refusal is not told: it would say that somebody has asked for this address before.
        """
        address: str = form.cleaned_data["email"]
        try:
            count_reset(self.request, address=address)
        except TooManyAttemptsError:
            return redirect(str(self.success_url))
        # The queue keeps for a while what it was told; an address that is not of the paper is not told.
        account = next(iter(form.get_users(address)), None)
        send_reset_letter_task.enqueue(account and account.pk, language=get_language() or "")
        return redirect(str(self.success_url))
