"""Serve media files from the application: one machine, one process, or development."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from dateline.media.edition_keys import media_key
from dateline.media.queries import is_away_folder
from dateline.media.storages import FOR_EVER, PUBLIC_FILE

TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a picture file, to be kept for ever. Documents have an address that checks permissions."""
    picture = PUBLIC_FILE.match(name)
    if picture is None:
        raise Http404("No such file.")
    if not default_storage.exists(name):
        # Only a miss asks the database: a picture that is put away has no files in the public folder.
        if is_away_folder(picture["folder"]):
            return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
        raise Http404("No such file.")
    response = _file(request, name, content_type=TYPES[picture["kind"]])
    response["Cache-Control"] = FOR_EVER
    response["Surrogate-Key"] = media_key(picture["folder"])
    return response


def _file(request: HttpRequest, name: str, *, content_type: str) -> HttpResponseBase:
    modified = int(default_storage.get_modified_time(name).timestamp())
    size = default_storage.size(name)
    etag = quote_etag(f"{modified:x}-{size:x}")
    whole = FileResponse(default_storage.open(name, "rb"), content_type=content_type)
    whole["ETag"], whole["Last-Modified"] = etag, http_date(modified)
    whole["X-Content-Type-Options"] = "nosniff"
    unchanged = get_conditional_response(request, etag, modified)
    if unchanged is not None:
        whole.close()
        unchanged["ETag"], unchanged["Last-Modified"] = etag, http_date(modified)
        return unchanged
    return whole
