"""Publishing as a Django app; on start it takes over the doors through which Wagtail publishes."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "dateline.publishing"
    label = "paper_publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.publishing import signal_handlers, wagtail_doors  # noqa: PLC0415 - models first

        wagtail_doors.install()
        signal_handlers.announce_redirects()
