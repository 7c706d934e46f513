"""Serve made renditions from the media folder. Originals, with what cameras wrote into them, stay inside."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

# Wagtail keeps uploads in these folders; documents have their own address with their own permission check.
PRIVATE_FOLDERS = frozenset({"original_images", "documents"})
# Kinds that the oldest Python we support does not know.
KINDS = {".avif": "image/avif", ".webp": "image/webp"}
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the file. A rendition never changes under its name, so it can be kept for ever."""
    file = _public_file(path)
    changed = int(file.stat().st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    headers = {"Cache-Control": FOREVER, "Last-Modified": http_date(changed)}
    if since is not None and since >= changed:
        return HttpResponseNotModified(headers=headers)
    kind = KINDS.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    # An SVG is a document that could carry script; the sandbox takes its powers away when opened by itself.
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return FileResponse(file.open("rb"), content_type=kind, headers=headers)


def _public_file(path: str) -> Path:
    parts = Path(path).parts
    if not parts or parts[0] in PRIVATE_FOLDERS or any(part.startswith(".") for part in parts):
        raise Http404
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    # The folder is compared after links are followed, so that none can lead back to an original.
    inside = file.resolve()
    root = Path(settings.MEDIA_ROOT).resolve()
    if not inside.is_file() or any(inside.is_relative_to(root / private) for private in PRIVATE_FOLDERS):
        raise Http404
    return file
