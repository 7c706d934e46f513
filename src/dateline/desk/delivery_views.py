"""The report on delivery to readers, and the warning on the desk when something about it is not well."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.desk.delivery_queries import delivery, troubles
from dateline.users.models import User

# Who may change the paper's settings also sees how it runs.
MAY_SEE_DELIVERY = "paper_paper.change_papersettings"
TITLE = _("Delivery to readers")


def may_see_delivery(user: User | AnonymousUser) -> bool:
    """Say whether this person sees the report: administrators and editors-in-chief."""
    return user.has_perm(MAY_SEE_DELIVERY)


class DeliveryView(WagtailAdminTemplateMixin, TemplateView):
    """The report."""

    page_title = TITLE
    header_icon = "globe"
    template_name = "desk/delivery.html"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_delivery(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(delivery=delivery(timezone.now()), **kwargs)


class DeliveryMenuItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_delivery(request.user)


def delivery_item() -> MenuItem:
    """Return the item among Wagtail's reports."""
    return DeliveryMenuItem(TITLE, reverse("delivery"), name="delivery", icon_name="globe", order=50)


def delivery_urls() -> list[URLPattern]:
    """Return the address of the report."""
    return [path("reports/delivery/", DeliveryView.as_view(), name="delivery")]


class TroublePanel(Component):
    """On the first page of the desk: what is not well, for everybody who publishes."""

    name = "trouble"
    template_name = "desk/trouble_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"troubles": troubles(timezone.now()), "may_see_delivery": may_see_delivery(user)}


def warn_whoever_edits(request: HttpRequest, page: Any) -> None:
    """Say on the edit screen, too, what is not well: there somebody is about to publish."""
    if request.method == "GET":
        for text in troubles(timezone.now()):
            messages.warning(request, text)
