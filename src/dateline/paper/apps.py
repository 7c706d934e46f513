"""The paper's own settings as a Django app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "dateline.paper"
    label = "paper_paper"
    verbose_name = "The paper"
    default_auto_field = "django.db.models.BigAutoField"
