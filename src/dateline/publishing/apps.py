"""The publishing package as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "dateline.publishing"
    label = "paper_publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"
