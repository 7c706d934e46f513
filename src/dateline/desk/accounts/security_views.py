"""“Security” in the account area: passkeys, authenticator app, recovery codes, and one's sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.flows import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.desk.accounts.requirement import lacks_second_factor, must_have_second_factor
from dateline.desk.accounts.rights import person_of
from dateline.users.models import DeskSession
from dateline.users.queries import sessions_of
from dateline.users.session_actions import end_sessions

HOME = reverse_lazy("mfa_index")


class SecurityScreen(WagtailAdminTemplateMixin):
    """The frame of these screens: title, way back, icon."""

    header_icon = "lock"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> Sequence[dict[str, Any]]:
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
        ]
        if not isinstance(self, SecurityView):
            items.append({"url": str(HOME), "label": _("Security")})
        return [*items, {"url": "", "label": self.page_title}]


class SecurityView(SecurityScreen, TemplateView):
    """What guards this account, and where it is logged in."""

    page_title = gettext_lazy("Security")
    template_name = "desk/accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person_of(self.request)
        factors = Authenticator.objects.filter(user=user).order_by("created_at")
        codes = next((found.wrap() for found in factors if found.type == "recovery_codes"), None)
        return super().get_context_data(
            passkeys=[found.wrap() for found in factors if found.type == "webauthn"],
            app=next((found for found in factors if found.type == "totp"), None),
            codes_left=len(codes.get_unused_codes()) if codes else None,
            lacks_second_factor=lacks_second_factor(user),
            is_required=must_have_second_factor(user),
            sessions=sessions_of(user, at=timezone.now()),
            current=self.request.session.session_key,
            **kwargs,
        )


class AddPasskeyView(SecurityScreen, AddWebAuthnView):
    """Add a passkey: always one that can log in alone, and asks for finger, face or number."""

    page_title = gettext_lazy("Add a passkey")
    template_name = "desk/accounts/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = begin_registration(self.request, self.request.user, True)
        context["js_data"] = {"creation_options": options}
        return context


class RenamePasskeyView(SecurityScreen, EditWebAuthnView):
    """Another name for a passkey."""

    page_title = gettext_lazy("Rename the passkey")
    template_name = "desk/accounts/passkey_edit.html"
    success_url = HOME


class RemovePasskeyView(SecurityScreen, RemoveWebAuthnView):
    """Remove a passkey."""

    page_title = gettext_lazy("Remove the passkey")
    template_name = "desk/accounts/factor_remove.html"
    success_url = HOME


class AddAppView(SecurityScreen, ActivateTOTPView):
    """Set up an authenticator app."""

    page_title = gettext_lazy("Set up an authenticator app")
    template_name = "desk/accounts/app_add.html"


class RemoveAppView(SecurityScreen, DeactivateTOTPView):
    """Remove the authenticator app."""

    page_title = gettext_lazy("Remove the authenticator app")
    template_name = "desk/accounts/factor_remove.html"


class CodesView(SecurityScreen, ViewRecoveryCodesView):
    """The recovery codes, once."""

    page_title = gettext_lazy("Recovery codes")
    template_name = "desk/accounts/codes.html"


class NewCodesView(SecurityScreen, GenerateRecoveryCodesView):
    """New recovery codes in place of the old."""

    page_title = gettext_lazy("New recovery codes")
    template_name = "desk/accounts/codes_new.html"


class ConfirmPasswordView(SecurityScreen, ReauthenticateView):
    """The password again, before something about security changes."""

    page_title = gettext_lazy("Confirm that it is you")
    template_name = "desk/accounts/confirm.html"


class ConfirmCodeView(SecurityScreen, ReauthenticateCodeView):
    """A code, for those who have an app."""

    page_title = gettext_lazy("Confirm that it is you")
    template_name = "desk/accounts/confirm.html"


class ConfirmPasskeyView(SecurityScreen, ReauthenticateWebAuthnView):
    """A passkey, for those who have one."""

    page_title = gettext_lazy("Confirm that it is you")
    template_name = "desk/accounts/confirm_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("That did not work. Please try again."))
        return redirect(self.request.get_full_path())


hidden = method_decorator(sensitive_post_parameters("code", "password"), name="dispatch")
confirm_password = hidden(ConfirmPasswordView).as_view()
confirm_code = hidden(ConfirmCodeView).as_view()


def to_security(request: HttpRequest) -> HttpResponse:
    """Lead to the one page that shows them all."""
    return redirect(HOME)


@require_POST
def end_my_sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or all but this one."""
    user, current = person_of(request), request.session.session_key or ""
    chosen = DeskSession.objects.filter(user=user)
    wanted = request.POST.get("session", "")
    keys = [row.session_key for row in chosen if row.public_name == wanted] if wanted else None
    ended = end_sessions(user=user, by=user, keys=keys, but=current)
    if ended:
        messages.success(request, _("Ended. Whoever was logged in there is out."))
    return redirect(HOME)


def account_menu_item(request: HttpRequest) -> dict[str, str]:
    """Return the way here from the account area."""
    return {
        "url": str(HOME),
        "label": _("Security"),
        "help_text": _("Passkeys, codes, and where you are logged in."),
    }
