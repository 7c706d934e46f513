"""The media package as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class MediaConfig(AppConfig):
    name = "dateline.media"
    label = "paper_media"
    verbose_name = "Media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - models first
        from dateline.media import signal_handlers  # noqa: PLC0415 - as above
        from dateline.media.finding import existing_files  # noqa: PLC0415 - as above
        from dateline.media.models import Picture  # noqa: PLC0415 - as above

        register_finder(existing_files)
        pre_save.connect(signal_handlers.on_picture_saving, sender=Picture)
        post_save.connect(signal_handlers.on_picture_saved, sender=Picture)
        post_delete.connect(signal_handlers.on_picture_deleted, sender=Picture)
