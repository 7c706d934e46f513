"""Tell this process that entries have been committed, before the publishing action returns.

Listeners are for what must be exact on the node that publishes; everything else follows the log.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.publishlog.models import LogEntry

Listener = Callable[[LogEntry], None]

_listeners: dict[str, Listener] = {}


def register_commit_listener(name: str, listener: Listener) -> None:
    """Call the listener with each entry after its transaction is committed; the same name replaces."""
    _listeners[name] = listener


def unregister_commit_listener(name: str) -> None:
    """Forget a listener; unknown names are ignored."""
    _listeners.pop(name, None)


def announce_committed(entry: LogEntry) -> None:
    """Call every listener, the last one too when an earlier one fails; then raise the first failure."""
    failure: Exception | None = None
    for listener in list(_listeners.values()):
        try:
            listener(entry)
        except Exception as error:  # noqa: BLE001 - a listener must not keep the others from hearing
            failure = failure or error
    if failure is not None:
        raise failure
