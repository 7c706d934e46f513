"""The composition root as a Django app, so that its templates and checks are found."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "dateline.config"
    label = "paper_config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the doors, the checks of ``dateline doctor``, and the caches in front as followers.

        Here and not with the addresses, which a process that only exports or prints settings never loads.
        """
        from dateline.config import checks, log_checks  # noqa: F401, PLC0415 - need models, only now loaded
        from dateline.config.doors import register_doors  # noqa: PLC0415 - as above
        from dateline.config.purgers import register_purgers  # noqa: PLC0415 - as above
        from dateline.config.static_finding import existing_static_files  # noqa: PLC0415 - as above
        from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above

        register_doors()
        register_finder(existing_static_files)
        register_purgers(settings.INSTALLATION.caches)


class PaperStaticFilesConfig(StaticFilesConfig):
    """Leave out the sources from which the reader's one stylesheet and one script are put together."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "reader/css/*", "reader/js/*"]
