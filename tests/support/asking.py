"""One request to a server of this machine."""

from __future__ import annotations

import http.client

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
