"""Answer with a file of a picture, from the public address or from the desk's own."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}


def picture_file(request: HttpRequest, name: str, *, kind: str) -> HttpResponseBase:
    """Return the file as an answer, or 304. It must exist; who may have it is for the caller to say."""
    modified = int(default_storage.get_modified_time(name).timestamp())
    size = default_storage.size(name)
    etag = quote_etag(f"{modified:x}-{size:x}")
    whole = FileResponse(default_storage.open(name, "rb"), content_type=TYPES[kind])
    whole["ETag"], whole["Last-Modified"] = etag, http_date(modified)
    whole["X-Content-Type-Options"] = "nosniff"
    unchanged = get_conditional_response(request, etag, modified)
    if unchanged is not None:
        whole.close()
        unchanged["ETag"], unchanged["Last-Modified"] = etag, http_date(modified)
        return unchanged
    return whole
