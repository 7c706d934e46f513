"""The desk package as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "dateline.desk"
    label = "paper_desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
