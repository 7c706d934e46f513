"""The record package as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dateline.record"
    label = "paper_record"
    verbose_name = "Record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.edition.copies import register_addresses  # noqa: PLC0415 - settings first
        from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above
        from dateline.record.finding import existing_histories, history_addresses  # noqa: PLC0415 - models first

        register_addresses("record", history_addresses)
        register_finder(existing_histories)
