"""Publishing as a Django app; on start it takes over the doors through which Wagtail publishes."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "dateline.publishing"
    label = "paper_publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415 - models first

        from dateline.publishing import signal_handlers, wagtail_doors  # noqa: F401, PLC0415 - as above
        from dateline.publishing.queries import redirect_key  # noqa: PLC0415 - as above
        from dateline.publishing.scheduled_items import (  # noqa: PLC0415 - as above
            register_scheduled,
            scheduled_pages,
        )
        from dateline.publishlog.announced import announce_changes_of  # noqa: PLC0415 - as above

        register_scheduled("pages", scheduled_pages)
        wagtail_doors.install()
        announce_changes_of(Redirect, lambda redirect: (redirect_key(redirect.old_path),))
