"""What waits under “Corrections waiting”. A package below has no desk: its queue is registered here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dateline.desk.home.paper_now import changes_waiting
from dateline.desk.home.queues import Queue, register_queue


def connect_queues() -> None:
    """Register the queues of the paper."""
    changes = _("Changes that readers do not see yet")
    register_queue(Queue(name="unpublished_changes", heading=changes, lines=changes_waiting, order=200))
