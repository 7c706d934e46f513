"""The media package as a Django app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "dateline.media"
    label = "paper_media"
    verbose_name = "Media"
    default_auto_field = "django.db.models.BigAutoField"
