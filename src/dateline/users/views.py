"""The welcome page, where the first editor-in-chief comes in."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dateline.users.actions import accept_welcome_link
from dateline.users.errors import AlreadyWelcomedError, LinkClosedError
from dateline.users.forms import WelcomeForm
from dateline.users.queries import has_administrator, open_link


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form; on a good answer create the account, log it in and open the desk."""
    now = timezone.now()
    if has_administrator() or open_link(token=token, at=now) is None:
        return _gone(request)
    form = WelcomeForm(request.POST or None)
    if not form.is_valid():
        response = render(
            request, "users/desk/welcome.html", {"form": form}, status=422 if form.is_bound else 200
        )
        # The token is in the address; a page opened from here must not learn it.
        response.headers["Referrer-Policy"] = "same-origin"
        return response
    try:
        user = accept_welcome_link(token=token, at=now, **form.cleaned_data)
    except (LinkClosedError, AlreadyWelcomedError):
        return _gone(request)
    login(request, user)
    return redirect("wagtailadmin_home")


def _gone(request: HttpRequest) -> HttpResponse:
    return render(
        request, "users/desk/welcome_gone.html", {"has_administrator": has_administrator()}, status=410
    )
