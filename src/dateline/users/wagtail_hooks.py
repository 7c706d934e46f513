"""What the log of accounts can say."""

from wagtail import hooks

from dateline.users.log_words import register_account_actions

hooks.register("register_log_actions", register_account_actions)
