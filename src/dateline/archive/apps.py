"""The archive package as a Django app."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "dateline.archive"
    label = "paper_archive"
    verbose_name = "Archive"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.archive.old.actions import queries_by_path  # noqa: PLC0415 - models first
        from dateline.edition.addresses import register_query_source  # noqa: PLC0415 - models first

        register_query_source(queries_by_path)
