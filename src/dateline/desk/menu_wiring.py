"""Registers the desk's menu with Wagtail's hooks."""

from __future__ import annotations

from wagtail import hooks

from dateline.desk import menu_views, menus


def connect_menu() -> None:
    """Put the newsroom's items into the menu, and the menu on a page of its own."""
    for item in (menus.write_item, menus.pictures_item, menus.documents_item, menus.paper_item):
        hooks.register("register_admin_menu_item", item)
    hooks.register("construct_main_menu", menus.arrange_menu)
    hooks.register("construct_settings_menu", menus.arrange_settings)
    hooks.register("construct_help_menu", menus.arrange_help)
    hooks.register("register_admin_urls", menu_views.menu_urls)
