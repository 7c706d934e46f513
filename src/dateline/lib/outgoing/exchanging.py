"""One request: to an address that was looked at, without following anywhere, within a time that ends."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.lib.outgoing.guarding import Rules, Target, addresses_of, target_of

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
"""However slowly the other side speaks."""


class Failure(StrEnum):
    """Why there was no answer."""

    LATE = "no answer in time"
    NO_TLS = "no TLS, or a certificate that does not hold"
    NOBODY = "nobody answers"
    NO_HTTP = "what answers speaks no HTTP, or hangs up"
    OTHER = "it cannot be reached"


class NoAnswerError(RuntimeError):
    """Raised when nobody answered a request in a way that can be read.

    ``was_sent`` tells that it may have arrived: nobody knows what it did.
    """

    def __init__(self, failure: Failure, *, was_sent: bool = False) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.was_sent = was_sent


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered; ``body`` holds as much of it as was to be read."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


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


def exchange(
    url: str,
    *,
    rules: Rules,
    method: str = "POST",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    most: int = 0,
) -> Reply:
    """Send one request and return the answer, with at most so many bytes of its body.

    Raises RefusedTargetError for an address that must not be asked, and NoAnswerError.
    """
    target = target_of(url, rules=rules)
    connection = _Connection(target, addresses_of(target, rules=rules))
    late, is_connected = threading.Event(), False

    def give_up() -> None:
        late.set()
        connection.cut()

    watch = threading.Timer(WHOLE_SECONDS, give_up)
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        is_connected = True
        connection.request(method, target.path, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        read = answer.read(most) if most else b""
        if late.is_set():
            # Cut off in the middle of its headers, which then look as if they had ended.
            raise TimeoutError
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, named, read)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswerError(_failure(error, is_late=late.is_set()), was_sent=is_connected) from None
    finally:
        watch.cancel()
        connection.close()


def _failure(error: Exception, *, is_late: bool) -> Failure:
    if is_late or isinstance(error, TimeoutError):
        return Failure.LATE
    if isinstance(error, ssl.SSLError):
        return Failure.NO_TLS
    if isinstance(error, ConnectionRefusedError):
        return Failure.NOBODY
    if isinstance(error, http.client.HTTPException | ConnectionError | ValueError):
        return Failure.NO_HTTP
    return Failure.OTHER
