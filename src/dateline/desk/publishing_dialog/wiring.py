"""Put the publishing dialog, embargoes and links to drafts on the edit screen."""

from wagtail import hooks

from dateline.desk.publishing_dialog import draft_buttons, publish_button
from dateline.desk.publishing_dialog.draft_urls import draft_urls
from dateline.desk.withholding.views import words_item


def connect_drafts() -> None:
    """Register the addresses, the buttons and what is said above a story that waits."""
    hooks.register("register_admin_urls", draft_urls)
    hooks.register("register_reports_menu_item", words_item)
    hooks.register("construct_page_action_menu", publish_button.ask_before_publishing)
    hooks.register("after_create_page", publish_button.lead_to_dialog)
    hooks.register("after_edit_page", publish_button.lead_to_dialog)
    hooks.register("register_page_header_buttons", draft_buttons.header_buttons)
    hooks.register("before_edit_page", draft_buttons.tell_of_embargo_and_plan)
