"""Registers the words of the log."""

from wagtail import hooks

from dateline.feeds.log_words import register_partner_log

hooks.register("register_log_actions", register_partner_log)
