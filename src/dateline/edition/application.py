"""Build the front for this process's settings; the composition root points Granian at the result."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from dateline.edition.configuration import edition_configuration
from dateline.edition.server import Front


def build_front() -> Front:
    """Return the RSGI application. Django must be set up; its middleware is loaded here, once.

    The addresses are loaded too, because they declare what is bypassed and which queries pages use.
    """
    _ = get_resolver().url_patterns
    return Front(WSGIHandler(), edition_configuration())
