"""The corrections package as a Django app."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "dateline.corrections"
    label = "paper_corrections"
    verbose_name = "Corrections"
    default_auto_field = "django.db.models.BigAutoField"
