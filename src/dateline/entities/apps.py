"""The entities package as a Django app."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    name = "dateline.entities"
    label = "paper_entities"
    verbose_name = "Entities"
    default_auto_field = "django.db.models.BigAutoField"
