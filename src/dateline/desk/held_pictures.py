"""Pictures under embargo as the desk sees them: at an address of the desk, which needs an account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.media.holding import is_held
from dateline.media.serving import picture_file
from dateline.media.storages import PUBLIC_FILE
from dateline.media.viewing import addressed_by


class HeldPicturesMiddleware:
    """Give the desk addresses of its own for pictures that have no public one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with addressed_by(desk_address):
            return self.get_response(request)


def desk_address(name: str) -> str | None:
    """Return the desk's address of a file that is held, None for others."""
    public = PUBLIC_FILE.match(name)
    if public is None or not is_held(Path(settings.MEDIA_ROOT), public["folder"]):
        return None
    return reverse("held_picture", args=[name])


@require_safe
def held_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the file, to members of staff; also when it was released since the page was made."""
    public = PUBLIC_FILE.match(name)
    if public is None or not default_storage.exists(name):
        raise Http404
    response = picture_file(request, name, kind=public["kind"])
    response["Cache-Control"] = "private, no-store"
    return response
