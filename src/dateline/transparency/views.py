"""The files of the log, as the server sends them: tiles and proofs for ever, the checkpoint for seconds."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from dateline.edition.keys import announce
from dateline.lib.tlog.tiles import TILE_PATH
from dateline.transparency.files import read_file
from dateline.transparency.places import CHECKPOINT, KEY, KEYS, log_folder
from dateline.transparency.verifier_page import verifier_page, verifier_policy

FOR_EVER = "public, max-age=31536000, immutable"
FOR_SECONDS = "public, max-age=2"
BYTES, TEXT = "application/octet-stream", "text/plain; charset=utf-8"
PROOF = re.compile(r"proof/[0-9a-f-]{36}/[1-9][0-9]{0,8}\.tlog-proof")
HANDOVER = re.compile(r"handover/[0-9a-f]{8}\.tlog-proof")


@require_safe
def serve_log_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a file of the log; nothing else in its folder is public."""
    if path in (CHECKPOINT, KEYS):
        return _changing(path)
    if TILE_PATH.fullmatch(path):
        return _lasting(path, kind=BYTES)
    if PROOF.fullmatch(path) or HANDOVER.fullmatch(path):
        return _lasting(path, kind=TEXT)
    raise Http404("No such file.")


@require_safe
def serve_key(request: HttpRequest) -> HttpResponseBase:
    """Answer with the key that signs now, at an address of its own that is easy to compare."""
    response = _changing(KEYS)
    if response.status_code == 200:
        response.content = response.content.partition(b"\n")[0] + b"\n"
        response["Content-Length"] = str(len(response.content))
    return response


@require_safe
def serve_verifier(request: HttpRequest) -> HttpResponse:
    """Answer with the page that checks proofs. The content policy names its script by digest."""
    announce(KEY)
    keys = read_file(log_folder(), KEYS) or b""
    response = HttpResponse(verifier_page(key=keys.decode().partition("\n")[0]))
    response["Content-Security-Policy"] = verifier_policy()
    response["Cache-Control"] = "public, max-age=300"
    return response


def _changing(path: str) -> HttpResponse:
    announce(KEY)
    content = read_file(log_folder(), path)
    if content is None:
        return _nothing()
    response = HttpResponse(content, content_type=TEXT)
    response["Cache-Control"] = FOR_SECONDS
    response["Content-Length"] = str(len(content))
    return response


def _lasting(path: str, *, kind: str) -> HttpResponseBase:
    announce(KEY)
    place: Path = log_folder() / path
    try:
        file = place.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        return _nothing()
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = FOR_EVER
    return response


def _nothing() -> HttpResponse:
    """A tile that is not there yet will be, so nobody may keep the answer."""
    return HttpResponse(
        "Not in the log (yet).\n", status=404, content_type=TEXT, headers={"Cache-Control": "no-store"}
    )
