"""Ask the paper for an address as a reader does, in this process."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from dateline.edition.addresses import learn_queries, page_address
from dateline.edition.errors import BadAddressError


@lru_cache(maxsize=1)
def _handler() -> WSGIHandler:
    learn_queries()
    return WSGIHandler()


def ask_paper(address: str) -> tuple[int, str]:
    """Return status and target of what the paper answers, the edition's own refusals included."""
    path, _, query = address.partition("?")
    handler = _handler()
    try:
        known = page_address(path, query)
    except BadAddressError as error:
        return int(error.status), ""
    path, _, query = known.partition("?")
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "HTTP_HOST": base.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": base.scheme or "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "dateline.edition": True,
    }
    response = handler.get_response(WSGIRequest(environ))
    target = str(response.get("Location", ""))
    if target.startswith("/"):
        return response.status_code, target
    return response.status_code, quote(target, safe=":/?&=%#") if target else ""
