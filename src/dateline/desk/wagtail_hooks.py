"""The desk's menu, first page and look."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet

from dateline.desk import branding, delivery_views, first_page
from dateline.desk.accounts.wiring import connect_accounts
from dateline.desk.choosers.pictures import choose_from_all
from dateline.desk.home.panels import arrange_panels
from dateline.desk.keeping.screens import keep_work
from dateline.desk.menu_wiring import connect_menu
from dateline.desk.notices.wiring import connect_notices
from dateline.desk.page_api import put_in_place
from dateline.desk.photos.bulk import SameWordsBulkAction
from dateline.desk.photos.rights_warnings import warn_of_rights
from dateline.desk.photos.urls import photo_urls
from dateline.desk.planning import addresses as planning
from dateline.desk.publishing_dialog.wiring import connect_drafts
from dateline.desk.reports import addresses as reports
from dateline.desk.staff_views import check_bulk_action, note_bulk_action
from dateline.desk.writing.wiring import writing_urls
from dateline.stories.viewsets import StoryViewSet

hooks.register("construct_homepage_summary_items", first_page.arrange_summary, order=1000)
hooks.register("construct_homepage_panels", arrange_panels)
hooks.register("insert_global_admin_css", branding.stylesheet)
hooks.register("insert_global_admin_js", branding.script)
hooks.register("register_admin_urls", photo_urls, order=-1)
hooks.register("register_bulk_action", SameWordsBulkAction)
hooks.register("before_edit_page", warn_of_rights)
hooks.register("before_bulk_action", check_bulk_action)
hooks.register("construct_admin_api", put_in_place)
hooks.register("after_bulk_action", note_bulk_action)
hooks.register("register_reports_menu_item", delivery_views.delivery_item)
hooks.register("register_admin_urls", delivery_views.delivery_urls)
hooks.register("before_edit_page", delivery_views.warn_whoever_edits)
hooks.register("register_admin_urls", planning.planning_urls)
hooks.register("register_admin_menu_item", planning.planning_item)
hooks.register("register_admin_menu_item", planning.calendar_item)
hooks.register("construct_image_chooser_queryset", choose_from_all)
hooks.register("register_admin_urls", writing_urls)
hooks.register("register_admin_urls", reports.report_urls)
hooks.register("register_admin_menu_item", reports.reports_item)
hooks.register("register_log_actions", reports.register_report_log)
connect_accounts()
connect_drafts()
connect_menu()
connect_notices()
keep_work(PageViewSet, StoryViewSet)


@hooks.register("register_admin_urls")
def keeping_urls() -> list[URLResolver]:
    return [path("keep/", include("dateline.desk.keeping.urls"))]
