"""The desk's menu, first page and look."""

from wagtail import hooks

from dateline.desk import branding, delivery_views, first_page, menus
from dateline.desk.accounts.log_report import account_log_item
from dateline.desk.accounts.security_views import account_menu_item
from dateline.desk.accounts.staff_security_views import security_button
from dateline.desk.accounts.urls import security_urls
from dateline.desk.page_api import put_in_place
from dateline.desk.picture_views import picture_urls
from dateline.desk.staff_views import check_bulk_action, note_bulk_action

hooks.register("register_admin_menu_item", menus.write_item)
hooks.register("register_admin_menu_item", menus.pictures_item)
hooks.register("register_admin_menu_item", menus.documents_item)
hooks.register("register_admin_menu_item", menus.paper_item)
hooks.register("construct_main_menu", menus.arrange_menu)
hooks.register("construct_settings_menu", menus.arrange_settings)
hooks.register("construct_help_menu", menus.arrange_help)
hooks.register("construct_homepage_summary_items", first_page.arrange_summary, order=1000)
hooks.register("construct_homepage_panels", first_page.arrange_panels)
hooks.register("insert_global_admin_css", branding.stylesheet)
hooks.register("register_admin_urls", picture_urls, order=-1)
hooks.register("before_bulk_action", check_bulk_action)
hooks.register("construct_admin_api", put_in_place)
hooks.register("after_bulk_action", note_bulk_action)
hooks.register("register_admin_urls", security_urls)
hooks.register("register_account_menu_item", account_menu_item)
hooks.register("register_user_listing_buttons", security_button)
hooks.register("register_reports_menu_item", account_log_item)
hooks.register("register_reports_menu_item", delivery_views.delivery_item)
hooks.register("register_admin_urls", delivery_views.delivery_urls)
hooks.register("before_edit_page", delivery_views.warn_whoever_edits)
