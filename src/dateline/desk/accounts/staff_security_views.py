"""What an administrator can do for the security of a colleague's account."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import ModelLogEntry

from dateline.desk.accounts.requirement import must_have_second_factor
from dateline.desk.accounts.rights import MAY_CHANGE_STAFF, is_administrator, person_of, refuse_above
from dateline.users.models import User
from dateline.users.queries import has_second_factor, sessions_of
from dateline.users.second_factor_actions import reset_second_factor
from dateline.users.session_actions import end_sessions

SHOWN = 20


class StaffSecurityView(WagtailAdminTemplateMixin, TemplateView):
    """Second factor, sessions and latest log of one account; its buttons reset the one and end the others."""

    page_title = gettext_lazy("Security of an account")
    header_icon = "lock"
    template_name = "desk/accounts/staff_security.html"
    _show_breadcrumbs = True
    account: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(MAY_CHANGE_STAFF):
            raise PermissionDenied
        self.account = get_object_or_404(User, pk=kwargs["pk"])
        refuse_above(self.account, by=person_of(request))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Reset the second factor, or end the sessions."""
        if "reset" in request.POST:
            if self.account == request.user:
                # One's own goes one by one, so that nobody shuts themselves out by a slip.
                raise PermissionDenied
            reset_second_factor(user=self.account, by=person_of(request))
            messages.success(request, _("The second factor is gone, and all sessions are ended."))
        elif "end" in request.POST:
            current = request.session.session_key or ""
            end_sessions(user=self.account, by=person_of(request), but=current)
            messages.success(request, _("All sessions are ended."))
        return redirect("desk_staff_security", pk=pk)

    def get_page_subtitle(self) -> str:
        return str(get_user_display_name(self.account))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        staff = {"url": reverse("wagtailusers_users:index"), "label": _("Staff")}
        edit = {
            "url": reverse("wagtailusers_users:edit", args=[self.account.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*super().get_breadcrumbs_items(), staff, edit, {"url": "", "label": _("Security")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = self.account
        return super().get_context_data(
            account=account,
            factors=Authenticator.objects.filter(user=account).order_by("created_at"),
            has_second_factor=has_second_factor(account),
            is_required=must_have_second_factor(account),
            sessions=sessions_of(account, at=timezone.now()),
            log_entries=ModelLogEntry.objects.for_instance(account).select_related("user")[:SHOWN],
            is_own=account == self.request.user,
            **kwargs,
        )


def security_button(user: User, request_user: User) -> list[Button]:
    """Return the button in the list of staff that leads here."""
    may_open = request_user.has_perm(MAY_CHANGE_STAFF) and (
        is_administrator(request_user) or not is_administrator(user)
    )
    url = reverse("desk_staff_security", kwargs={"pk": user.pk})
    return [Button(_("Security"), url, icon_name="lock", priority=40)] if may_open else []
