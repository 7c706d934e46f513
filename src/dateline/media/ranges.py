"""One byte range of a file response (RFC 9110, section 14). Anything unusual gets the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

ONE_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
CHUNK = 64 * 1024


def limited_to_range(request: HttpRequest, whole: FileResponse, *, size: int, etag: str) -> HttpResponseBase:
    """Return the part the request asks for, 416 when it lies outside, else the whole file."""
    match = ONE_RANGE.match(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range", etag)
    if match is None or not any(match.groups()) or condition != etag:
        return whole
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        whole.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = StreamingHttpResponse(_bytes(whole.file_to_stream, start, end - start + 1), status=206)
    for header, value in whole.items():
        part[header] = value
    part["Content-Length"] = str(end - start + 1)
    part["Content-Range"] = f"bytes {start}-{end}/{size}"
    return part


def _bytes(file: IO[bytes] | None, start: int, length: int) -> Iterator[bytes]:
    if file is None:
        return
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
