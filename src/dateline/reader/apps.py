"""The reader package as a Django app."""

from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "dateline.reader"
    label = "paper_reader"
    verbose_name = "Reader"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.archive.old.copied import addresses_for_copies  # noqa: PLC0415 - models first
        from dateline.edition.addresses import register_bypass, register_query  # noqa: PLC0415 - settings first
        from dateline.edition.answers import register_standing  # noqa: PLC0415 - as above
        from dateline.edition.copies import register_addresses, register_home  # noqa: PLC0415 - as above
        from dateline.edition.sending import register_forms  # noqa: PLC0415 - as above
        from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above
        from dateline.feeds.republishing import ROOT as REPUBLISH  # noqa: PLC0415 - models first
        from dateline.reader.addresses import reader_addresses  # noqa: PLC0415 - models first
        from dateline.reader.device_addresses import ALERTS  # noqa: PLC0415 - as above
        from dateline.reader.finding import existing_addresses  # noqa: PLC0415 - models first
        from dateline.reader.log_notes import register_log_notes  # noqa: PLC0415 - as above
        from dateline.reader.previews import register_previews  # noqa: PLC0415 - as above
        from dateline.reader.report_paths import RECEIPT_PATH, REPORT_PATH  # noqa: PLC0415 - as above
        from dateline.reader.searching.parameters import ROOT  # noqa: PLC0415 - models first
        from dateline.reader.troubles import trouble_page  # noqa: PLC0415 - as above

        # Made for who asks, within bounds of its own: the press would make it once more than that.
        register_bypass(ROOT)
        register_query("/archive/difference/", ["of", "from", "to"])
        register_addresses("reader", reader_addresses)
        # After the paper's own: at an address that both have, the paper's page is the one.
        register_addresses("old", addresses_for_copies)
        # A copy cannot search; the paper can.
        register_home(ROOT)
        # Forms and receipts are for one reader each: never kept, and in no copy.
        register_forms(REPORT_PATH)
        register_bypass(REPORT_PATH)
        register_bypass(RECEIPT_PATH)
        register_forms(ALERTS)
        # A copy cannot write to anybody.
        register_home(ALERTS)
        register_home("/archive/difference/")
        # Whose requests tell how often a story was taken; a copy would not know.
        register_home(REPUBLISH)
        register_log_notes()
        register_previews()
        register_finder(existing_addresses)
        register_standing(trouble_page)
