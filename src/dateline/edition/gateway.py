"""Hand a request to Django as it is: the desk, forms, previews, whatever is for one visitor.

Django runs in threads behind a WSGI environment made from the RSGI request. Bodies beyond a few megabytes
are spooled to disk, so that uploads do not take memory, and files are sent by the server itself.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol

from dateline.edition.answers import TOO_LARGE
from dateline.edition.configuration import Configuration
from dateline.edition.files import FileBody, FileSender, send_file
from dateline.edition.threads import DatabaseThreads

logger = logging.getLogger(__name__)


class Transport(Protocol):
    """A response body that is sent piece by piece."""

    async def send_bytes(self, data: bytes) -> None: ...


class Connection(FileSender, Protocol):
    """What an RSGI server offers for one request."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Transport: ...


class Gateway:
    """Runs a WSGI application in a bounded number of threads."""

    def __init__(self, application: Any, configuration: Configuration) -> None:
        self._application = application
        self._configuration = configuration
        self._threads = DatabaseThreads(configuration.request_threads, name="edition-django")

    async def pass_on(self, scope: Any, proto: Connection) -> None:
        """Answer the request with whatever Django says."""
        with SpooledTemporaryFile(max_size=self._configuration.upload_memory_bytes) as body:
            length = 0
            async for chunk in proto:
                length += len(chunk)
                if length > self._configuration.upload_bytes:
                    proto.response_bytes(*TOO_LARGE)
                    return
                body.write(chunk)
            body.seek(0)
            environ = wsgi_environ(scope, body=body, length=length)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, self._run, environ, proto, loop)

    def close(self) -> None:
        """Let running requests end."""
        self._threads.close()

    def _run(self, environ: dict[str, Any], proto: Connection, loop: asyncio.AbstractEventLoop) -> None:
        started: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], error: object = None) -> None:
            kept = [(name.lower(), value) for name, value in headers if name.lower() != "connection"]
            started.append((int(status.split(" ", 1)[0]), kept))

        request = {"method": environ["REQUEST_METHOD"]}
        for header, variable in (("range", "HTTP_RANGE"), ("if-range", "HTTP_IF_RANGE")):
            # Parts of files are for the server to send, so Django is not asked for any.
            if (value := environ.pop(variable, None)) is not None:
                request[header] = value
        result = self._application(environ, start_response)
        try:
            status, headers = started[-1]
            place = result.place() if status == 200 and isinstance(result, FileBody) else None
            if place is not None:
                send_file(proto, place, headers, request)
            elif getattr(result, "streaming", True):
                self._stream(proto.response_stream(status, headers), result, loop)
            else:
                body = b"".join(result)
                proto.response_bytes(status, headers, body)
        finally:
            if hasattr(result, "close"):
                result.close()

    def _stream(self, transport: Transport, chunks: Iterable[bytes], loop: asyncio.AbstractEventLoop) -> None:
        """Send what is made on the way, such as a report of the desk: it is short, and for staff."""
        try:
            for chunk in chunks:
                asyncio.run_coroutine_threadsafe(_send(transport, chunk), loop).result(timeout=300)
        except (RuntimeError, TimeoutError) as error:
            logger.info("edition.reader_left %r", error)


async def _send(transport: Transport, chunk: bytes) -> None:
    await transport.send_bytes(chunk)


def wsgi_environ(scope: Any, *, body: IO[bytes], length: int) -> dict[str, Any]:
    """Return the environment of PEP 3333 for an RSGI request."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "replace").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBody,
    }
    for name, value in _readable_headers(scope):
        # With an underscore a header could pass for another one that a proxy is trusted to set.
        if "_" in name or name in {"content-length", "transfer-encoding"}:
            continue
        variable = name.upper().replace("-", "_")
        variable = variable if variable == "CONTENT_TYPE" else f"HTTP_{variable}"
        joint = ";" if name == "cookie" else ","
        environ[variable] = f"{environ[variable]}{joint}{value}" if variable in environ else value
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


def _readable_headers(scope: Any) -> list[tuple[str, str]]:
    """Return the headers; those that are no text are empty.

    Granian leaves them out of ``items``. But that one came may matter: a proxy adds to what it was sent.
    """
    readable = list(scope.headers.items())
    told = {name for name, _ in readable}
    return readable + [(name, "") for name in scope.headers.keys() if name not in told]  # noqa: SIM118 - no mapping
