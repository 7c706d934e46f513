"""Put the copy desk on the desk."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from dateline.copydesk.choices import State
from dateline.copydesk.viewsets import CopyDeskGroup, after_rule_saved, report_item

register_snippet(CopyDeskGroup)
hooks.register("after_create_snippet", after_rule_saved)
hooks.register("after_edit_snippet", after_rule_saved)
hooks.register("register_reports_menu_item", report_item)


@hooks.register("register_admin_urls")
def copydesk_urls() -> list[URLPattern | URLResolver]:
    return [path("copydesk/", include("dateline.copydesk.urls"))]


@hooks.register("register_log_actions")
def override_action(actions: LogActionRegistry) -> None:
    actions.register_action("copydesk.override", State.OVERRIDDEN.label, State.OVERRIDDEN.label)
