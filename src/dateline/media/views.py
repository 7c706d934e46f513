"""Serve media files from the application: one machine, one process, or development."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from dateline.media.edition_keys import media_key
from dateline.media.holding import is_held
from dateline.media.queries import is_away_folder
from dateline.media.serving import picture_file
from dateline.media.storages import FOR_EVER, PUBLIC_FILE


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a picture file, to be kept for ever. Documents have an address that checks permissions."""
    picture = PUBLIC_FILE.match(name)
    if picture is None:
        raise Http404("No such file.")
    if is_held(Path(settings.MEDIA_ROOT), picture["folder"]):
        # Under embargo. Whoever asks is told nothing, and nobody keeps the answer.
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    if not default_storage.exists(name):
        # Only a miss asks the database: a picture that is put away has no files in the public folder.
        if is_away_folder(picture["folder"]):
            return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
        raise Http404("No such file.")
    response = picture_file(request, name, kind=picture["kind"])
    response["Cache-Control"] = FOR_EVER
    response["Surrogate-Key"] = media_key(picture["folder"])
    return response
