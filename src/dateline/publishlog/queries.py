"""Reads of the log."""

from dateline.publishlog.models import LogEntry


def latest_number() -> int:
    """Return the number of the newest visible entry, 0 when the log is empty."""
    return LogEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
