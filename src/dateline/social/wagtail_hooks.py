"""Registers the words of the log."""

from wagtail import hooks

from dateline.social.log_words import register_channel_log

hooks.register("register_log_actions", register_channel_log)
