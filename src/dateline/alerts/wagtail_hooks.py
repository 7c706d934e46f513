"""Put alerts on the desk."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from dateline.alerts.log_words import register_alert_log
from dateline.alerts.viewsets import alerts_item

hooks.register("register_log_actions", register_alert_log)
hooks.register("register_admin_menu_item", alerts_item)


@hooks.register("register_admin_urls")
def alert_urls() -> list[URLPattern | URLResolver]:
    return [path("alerts/", include("dateline.alerts.urls"))]
