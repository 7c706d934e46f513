"""One request to a server of this machine."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable

Got = tuple[int, bytes, dict[str, str]]


def asked(
    port: int, *, method: str, target: str, body: str | None, headers: dict[str, str], timeout: float
) -> Got:
    """Return status, body and headers in small letters.

    Raises ConnectionResetError where the connection was closed without one byte of an answer, and another
    OSError for an answer that is none.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, target, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.read(), {k.lower(): v for k, v in response.getheaders()}
    except http.client.RemoteDisconnected:
        raise
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def calmly(get: Callable[[str], Got], target: str) -> Got:
    """Ask again while made-up names are limited: another test may just have asked for hundreds."""
    got, until = get(target), time.monotonic() + 20
    while got[0] == 503 and time.monotonic() < until:
        time.sleep(0.5)
        got = get(target)
    return got
