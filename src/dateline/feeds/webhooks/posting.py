"""Send one message: to an address that was looked at, without following anywhere, within a time that ends."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from dateline.feeds.webhooks.guarding import RefusedAddressError, Target, addresses_of, target_of

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
"""However slowly the receiver speaks."""


class NotDeliveredError(RuntimeError):
    """Raised when a receiver did not confirm; ``status`` is what it answered, None for nothing."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were looked at."""

    def __init__(self, target: Target, addresses: list[str]) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        self.default_port = 443 if target.is_https else 80
        self._target, self._addresses = target, addresses

    def connect(self) -> None:
        plain = self._reached()
        if self._target.is_https:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._target.host)
        else:
            self.sock = plain

    def _reached(self) -> socket.socket:
        problem: OSError = ConnectionRefusedError()
        for address in self._addresses[:3]:
            try:
                return socket.create_connection((address, self._target.port), CONNECT_SECONDS)
            except OSError as error:
                problem = error
        raise problem

    def cut(self) -> None:
        """End whatever the connection is at, from another thread."""
        sock: Any = self.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a message and return the status, which is one of success. Raises NotDeliveredError."""
    try:
        target = target_of(url)
        connection = _Connection(target, addresses_of(target))
    except RefusedAddressError as error:
        raise NotDeliveredError(str(error)) from None
    late = threading.Event()

    def give_up() -> None:
        late.set()
        connection.cut()

    watch = threading.Timer(WHOLE_SECONDS, give_up)
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        status = connection.getresponse().status
        if late.is_set():
            # Cut off in the middle of its headers, which then look as if they had ended.
            raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotDeliveredError(_in_words(error, is_late=late.is_set())) from None
    finally:
        watch.cancel()
        connection.close()
    if not 200 <= status < 300:
        raise NotDeliveredError(_("It answers %(status)s.") % {"status": status}, status=status)
    return status


def _in_words(error: Exception, *, is_late: bool) -> str:
    if is_late or isinstance(error, TimeoutError):
        return _("It does not answer in time.")
    if isinstance(error, ssl.SSLError):
        return _("Its certificate does not hold, or it speaks no TLS.")
    if isinstance(error, ConnectionRefusedError):
        return _("Nobody answers there.")
    if isinstance(error, http.client.HTTPException | ConnectionError | ValueError):
        return _("What answers there does not speak HTTP, or hangs up.")
    return _("It cannot be reached.")
