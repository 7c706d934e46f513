"""The verifiable log as a Django app; on start it follows the publish log and offers its files to copies."""

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "dateline.transparency"
    label = "paper_transparency"
    verbose_name = "Verifiable log"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.edition.addresses import register_bypass  # noqa: PLC0415 - models first
        from dateline.edition.copies import register_addresses, register_files  # noqa: PLC0415 - as above
        from dateline.publishlog.followers import register_follower  # noqa: PLC0415 - as above
        from dateline.transparency.following import log_follower  # noqa: PLC0415 - as above
        from dateline.transparency.listing import addresses_of_log  # noqa: PLC0415 - as above
        from dateline.transparency.places import KEY_ADDRESS, PREFIX  # noqa: PLC0415 - as above

        for address in (PREFIX, KEY_ADDRESS):
            register_bypass(address)
            register_files(address)
        register_addresses("log", addresses_of_log)
        register_follower(log_follower())
