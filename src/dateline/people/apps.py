"""The people package as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "dateline.people"
    label = "paper_people"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
