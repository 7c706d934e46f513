"""The report “Accounts and log-ins”: everything that was done with accounts and roles."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.base import ReportView
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from dateline.desk.accounts.rights import MAY_CHANGE_STAFF
from dateline.users.models import User

TITLE = _("Accounts and log-ins")


def may_see_account_log(user: User | AnonymousUser) -> bool:
    """Say whether this person sees the report: administrators and editors-in-chief."""
    return user.has_perm(MAY_CHANGE_STAFF)


def log_of_accounts() -> QuerySet[ModelLogEntry]:
    """Return what was done with accounts and roles, latest first."""
    kinds = ContentType.objects.get_for_models(User, Group).values()
    entries: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(content_type__in=kinds)
    return entries.select_related("user__wagtail_userprofile", "content_type").order_by("-timestamp", "-pk")


def _actions(*_: Any) -> list[tuple[str, str]]:
    used = set(log_of_accounts().order_by().values_list("action", flat=True).distinct())
    return [choice for choice in registry.get_choices() if choice[0] in used]


class AccountLogFilters(WagtailFilterSet):
    """By what was done, to whom, and when."""

    action = django_filters.ChoiceFilter(label=_("What was done"), choices=_actions)
    label = django_filters.CharFilter(label=_("Account or role"), lookup_expr="icontains")
    timestamp = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = ModelLogEntry
        fields = ["action", "label", "timestamp"]


class AccountLogView(ReportView):
    """The report."""

    page_title = TITLE
    header_icon = "lock"
    results_template_name = "desk/accounts/log_results.html"
    filterset_class = AccountLogFilters
    index_url_name = "desk_account_log"
    index_results_url_name = "desk_account_log_results"
    export_headings = {"label": _("Account or role"), "message": _("What was done"), "timestamp": _("When")}
    list_export = ["label", "message", "user_display_name", "timestamp"]
    model = ModelLogEntry

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_account_log(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[ModelLogEntry]:
        return log_of_accounts()


class AccountLogItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_account_log(request.user)


def account_log_item() -> MenuItem:
    """Return the item among Wagtail's reports."""
    return AccountLogItem(TITLE, reverse("desk_account_log"), name="accounts", icon_name="lock", order=60)


def account_log_urls() -> list[URLPattern]:
    """Return the addresses of the report."""
    return [
        path("reports/accounts/", AccountLogView.as_view(), name="desk_account_log"),
        path(
            "reports/accounts/results/",
            AccountLogView.as_view(results_only=True),
            name="desk_account_log_results",
        ),
    ]
