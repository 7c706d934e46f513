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

from django.db import Error as DatabaseError

from dateline.edition.answers import SIGN_IN_FIRST, TOO_LARGE, standing
from dateline.edition.configuration import Configuration
from dateline.edition.files import FileBody, FileSender, send_file
from dateline.edition.sending import READING, Forms
from dateline.edition.serve import Answer
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

    async def pass_on(self, scope: Any, proto: Connection, *, forms: Forms | None = None) -> int:
        """Answer the request with whatever Django says, and return the status.

        ``forms`` say how much may be sent along; without any, what is sent is not read.
        """
        with SpooledTemporaryFile(max_size=self._configuration.upload_memory_bytes) as body:
            length = 0
            if scope.method not in READING and forms is not None:
                try:
                    taken = await self._take_in(scope, proto, forms, body)
                except DatabaseError as error:
                    logger.error("edition.sender_unknown %r", error)
                    return _refuse(proto, standing("unavailable"))
                if isinstance(taken, Answer):
                    return _refuse(proto, taken)
                length = taken
            body.seek(0)
            environ = wsgi_environ(scope, body=body, length=length)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._run, environ, proto, loop)

    async def _take_in(self, scope: Any, proto: Connection, forms: Forms, body: IO[bytes]) -> int | Answer:
        """Write what is sent into ``body`` and return its length, or what to answer when it is too long.

        What is announced only serves to refuse early: what comes is counted.
        """
        most, is_asked, length = self._configuration.form_bytes, False, 0
        announced = _announced_length(scope)
        if announced > most:
            most, is_asked = await self._most_of(scope, forms), True
        if announced > most:
            return self._too_long(forms, most)
        async for chunk in proto:
            length += len(chunk)
            if length > most and not is_asked:
                most, is_asked = await self._most_of(scope, forms), True
            if length > most:
                return self._too_long(forms, most)
            body.write(chunk)
        return length

    def _too_long(self, forms: Forms, most: int) -> Answer:
        """Who is signed in is not asked to sign in."""
        may_sign_in = forms.may_upload is not None and most < self._configuration.upload_bytes
        return SIGN_IN_FIRST if may_sign_in else TOO_LARGE

    async def _most_of(self, scope: Any, forms: Forms) -> int:
        """Return how much this visitor may send."""
        if forms.may_upload is None:
            return self._configuration.form_bytes
        cookies = "; ".join(value for name, value in _readable_headers(scope) if name == "cookie")
        loop = asyncio.get_running_loop()
        may = await loop.run_in_executor(self._threads, forms.may_upload, cookies)
        return self._configuration.upload_bytes if may else self._configuration.form_bytes

    def close(self) -> None:
        """Let running requests end."""
        self._threads.close()

    def _run(self, environ: dict[str, Any], proto: Connection, loop: asyncio.AbstractEventLoop) -> int:
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
                send_file(proto, place=place, headers=headers, request=request)
            elif getattr(result, "streaming", True):
                self._stream(proto.response_stream(status, headers), result, loop)
            else:
                body = b"".join(result)
                proto.response_bytes(status, headers, body)
            return status
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


def _refuse(proto: Connection, answer: Answer) -> int:
    proto.response_bytes(*answer)
    return answer.status


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


def _announced_length(scope: Any) -> int:
    """Return what Content-Length says, 0 when it says nothing that is a length."""
    said = next((value for name, value in _readable_headers(scope) if name == "content-length"), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def _readable_headers(scope: Any) -> list[tuple[str, str]]:
    """Return the headers; those that are no text are empty.

    Granian leaves them out of ``items``. But that one came may matter: a proxy adds to what it was sent.
    """
    readable = list(scope.headers.items())
    told = {name for name, _ in readable}
    return readable + [(name, "") for name in scope.headers.keys() if name not in told]  # noqa: SIM118 - no mapping
