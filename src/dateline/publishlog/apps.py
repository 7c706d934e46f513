"""The publish log as a Django app."""

from django.apps import AppConfig


class PublishLogConfig(AppConfig):
    name = "dateline.publishlog"
    label = "paper_publishlog"
    verbose_name = "Publish log"
    default_auto_field = "django.db.models.BigAutoField"
