"""Accounts as a Django app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "dateline.users"
    label = "paper_users"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.users.signal_handlers import connect_signals  # noqa: PLC0415 - models first

        connect_signals()
