"""On every request to the desk: who must set up a second factor first, and that the session is in use."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.desk.accounts.known_browsers import remember_browser
from dateline.desk.accounts.requirement import lacks_second_factor

# What is needed to set one up, and to leave.
OPEN_TO_ALL = ("security/", "login/", "logout/", "jsi18n/", "sprite/")


class AccountsMiddleware:
    """Leads to the security page whoever lacks what the paper asks for, whatever they wanted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        desk = reverse("wagtailadmin_home")
        if not request.path_info.startswith(desk):
            return self.get_response(request)
        response = self._refusal(request, desk) or self.get_response(request)
        if user := getattr(request, "logged_in_now", None):
            remember_browser(request, response, user=user)
        return response

    def _refusal(self, request: HttpRequest, desk: str) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        request.session.note_seen(at=timezone.now())  # type: ignore[attr-defined]  # our store has it
        if request.path_info.startswith(tuple(desk + part for part in OPEN_TO_ALL)):
            return None
        if not lacks_second_factor(user):
            return None
        if _is_script(request, desk):
            text = _("Set up a second factor first.")
            return JsonResponse(
                {"success": False, "error_code": "second_factor", "error_message": text}, status=403
            )
        return redirect("mfa_index")


def _is_script(request: HttpRequest, desk: str) -> bool:
    return (
        request.path_info.startswith(f"{desk}api/")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.content_type == "application/json"
        or request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    )
