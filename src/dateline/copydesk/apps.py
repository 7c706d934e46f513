"""The copydesk package as a Django app."""

from django.apps import AppConfig


class CopyDeskConfig(AppConfig):
    name = "dateline.copydesk"
    label = "paper_copydesk"
    verbose_name = "Copy desk"
    default_auto_field = "django.db.models.BigAutoField"
