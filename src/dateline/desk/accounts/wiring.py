"""Put the screens of accounts on the desk."""

from wagtail import hooks

from dateline.desk.accounts.log_report import account_log_item
from dateline.desk.accounts.security_views import account_menu_item
from dateline.desk.accounts.staff_security_views import security_button
from dateline.desk.accounts.urls import security_urls


def connect_accounts() -> None:
    """Register addresses, the way to one's own security, to a colleague's, and to the log."""
    hooks.register("register_admin_urls", security_urls)
    hooks.register("register_account_menu_item", account_menu_item)
    hooks.register("register_user_listing_buttons", security_button)
    hooks.register("register_reports_menu_item", account_log_item)
