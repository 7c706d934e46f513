"""Put the fronts and plans on the desk."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from dateline.fronts.viewsets import FrontViewSet, plans_item

register_snippet(FrontViewSet)
hooks.register("register_admin_menu_item", plans_item)


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern | URLResolver]:
    return [path("plans/", include("dateline.fronts.urls"))]
