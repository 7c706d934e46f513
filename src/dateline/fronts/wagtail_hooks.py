"""Put the fronts and plans on the desk."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from dateline.fronts.breaking_actions import BEGUN, ENDED
from dateline.fronts.breaking_views import breaking_view
from dateline.fronts.viewsets import FrontViewSet, breaking_item, plans_item

register_snippet(FrontViewSet)
hooks.register("register_admin_menu_item", plans_item)
hooks.register("register_admin_menu_item", breaking_item)


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern | URLResolver]:
    return [
        path("plans/", include("dateline.fronts.urls")),
        path("breaking/", breaking_view, name="breaking"),
    ]


@hooks.register("register_log_actions")
def breaking_log(actions: Any) -> None:
    """Give what is done with breaking news its words in the log."""
    actions.register_action(BEGUN, _("Put breaking news up"), _("Breaking news put up"))
    actions.register_action(ENDED, _("Take breaking news down"), _("Breaking news taken down"))
