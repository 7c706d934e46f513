"""The pages for when no page can be made: no database, no manifest, in the paper's language."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from dateline.reader.contexts import ErrorContext


def trouble_page(name: str) -> str:
    """Return the page that stands in for another one: unavailable, limited, searching or failed."""
    with translation.override(settings.LANGUAGE_CODE):
        error = _error(name)
        return render_to_string(f"reader/errors/{error.status}.html", {"error": error})


def _error(name: str) -> ErrorContext:
    if name == "unavailable":
        return ErrorContext(
            status=503,
            heading=_("This page cannot be shown just now"),
            text=_(
                "Something behind it is not answering. The front page and what was read lately still work, "
                "and this page will be back by itself. Please try again in a moment."
            ),
        )
    if name == "limited":
        return ErrorContext(
            status=503,
            heading=_("One moment, please"),
            text=_(
                "Very many pages that do not exist are being asked for, and we have to see first whether "
                "this one does. Please try again in a moment."
            ),
        )
    if name == "searching":
        return ErrorContext(
            status=503,
            heading=_("One moment, please"),
            text=_(
                "Very many are searching at this moment. Please try again in a few seconds: reload this "
                "page, and your words are still there."
            ),
        )
    return ErrorContext(
        status=500,
        heading=_("This page could not be printed"),
        text=_("Something broke on our side. We have been told about it. Please try again in a few minutes."),
    )
