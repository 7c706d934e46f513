"""Django's cache for the length of one request, so that what Wagtail remembers is never older than that.

Wagtail keeps the addresses of its sites in the cache and asks for them with every link on the desk. A cache
in a process would go on with what another process has changed; one on a server is one more service to run.
Outside a request, as in the worker and while the edition renders, nothing is remembered.
"""

from __future__ import annotations

import threading
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.signals import request_finished, request_started

# Requests are answered by threads; each has at most one at a time.
_thread = threading.local()


def begin(**_: Any) -> None:
    """Begin to remember, with nothing."""
    _thread.values = {}


def end(**_: Any) -> None:
    """Forget, and remember nothing until the next request begins."""
    _thread.values = None


class RequestCache(BaseCache):
    """What was put in during this request. Time-outs are longer than any request, so they are ignored."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        request_started.connect(begin, dispatch_uid="dateline.request_cache.begin")
        request_finished.connect(end, dispatch_uid="dateline.request_cache.end")

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._values().get(self.make_and_validate_key(key, version), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._values()[self.make_and_validate_key(key, version)] = value

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self.has_key(key, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        missing = object()
        return self._values().pop(self.make_and_validate_key(key, version), missing) is not missing

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self.make_and_validate_key(key, version) in self._values()

    def clear(self) -> None:
        self._values().clear()

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] | None = getattr(_thread, "values", None)
        return {} if values is None else values
