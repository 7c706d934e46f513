"""Which addresses belong to the desk and which to readers."""

from __future__ import annotations

DESK_PATH = "/desk/"
# What pages use, kept as it is in copies of the paper.
DOCUMENTS_PATH = "/documents/"
FILE_PATHS = (DOCUMENTS_PATH, "/media/", "/static/")
OPERATORS_PATHS = ("/healthz", "/readyz", "/metrics")


def is_desk(path: str) -> bool:
    """Say whether the address belongs to staff; every other address is public."""
    return path.startswith(DESK_PATH) or path == DESK_PATH.rstrip("/")


def register_doors() -> None:
    """Tell the edition what goes to Django as it is: what sets cookies, streams files or is about now."""
    from dateline.config.uploads import is_signed_in  # noqa: PLC0415 - the settings read this module
    from dateline.edition.addresses import register_bypass  # noqa: PLC0415 - as above
    from dateline.edition.copies import register_files  # noqa: PLC0415 - as above
    from dateline.edition.sending import register_forms  # noqa: PLC0415 - as above

    register_forms(DESK_PATH, may_upload=is_signed_in)
    for prefix in (DESK_PATH, *FILE_PATHS, *OPERATORS_PATHS):
        register_bypass(prefix)
    for prefix in FILE_PATHS:
        register_files(prefix, can_be_withheld=prefix == DOCUMENTS_PATH)
