"""The ways in: a password and then the second step, or a passkey alone."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.account import LoginView as WagtailLoginView

from dateline.desk.accounts.counting import count_passkey, wait_words
from dateline.users.account_events import REMEMBER
from dateline.users.errors import TooManyAttemptsError


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class DeskLoginView(WagtailLoginView):
    """Wagtail's page; what follows a right password is allauth's second step."""

    def form_valid(self, form: Any) -> HttpResponse:
        # Whoever put a session into this browser beforehand is left with an old name.
        self.request.session.cycle_key()
        clear_login(self.request)
        self.request.session[REMEMBER] = bool(form.cleaned_data.get("remember"))
        login = Login(user=form.get_user(), redirect_url=self.get_redirect_url() or None)
        response: HttpResponse = perform_password_login(self.request, {}, login)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if wait := getattr(form, "seconds_to_wait", 0):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(wait)
        return response


class SecondStepView(AuthenticateView):
    """A code or a passkey after the password."""

    template_name = "desk/accounts/second_step.html"


second_step = sensitive_post_parameters("code")(SecondStepView.as_view())


class PasskeyLoginView(LoginWebAuthnView):
    """A passkey instead of a password; it knows whose it is, and has checked finger, face or number."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            count_passkey(request)
        except TooManyAttemptsError as error:
            text = wait_words(error.seconds)
            return JsonResponse({"error": text}, status=HTTPStatus.TOO_MANY_REQUESTS)
        if request.user.is_authenticated:
            return redirect(get_login_redirect_url(request))
        # A password that was typed before is no part of this.
        clear_login(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(
            self.request, _("This passkey is not known here. Log in with your password, then add it again.")
        )
        return redirect("wagtailadmin_login")


passkey_login = PasskeyLoginView.as_view()
