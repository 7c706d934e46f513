"""The reader package as a Django app."""

from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "dateline.reader"
    label = "paper_reader"
    verbose_name = "Reader"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.edition.addresses import register_query  # noqa: PLC0415 - settings first
        from dateline.reader.previews import register_previews  # noqa: PLC0415 - models first

        register_query("/search/", ["q", "page"])
        register_previews()
