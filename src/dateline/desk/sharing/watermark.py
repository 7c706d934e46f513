"""Mark a draft as one: for whom it is, and that it must not be passed on.

Put in after rendering and not by the theme's templates, because a paper may replace those and the mark must
not go with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from dateline.publishing.draft_models import Embargo, ShareLink

_HEAD = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
# What a page says of itself to machines: addresses that are not public yet.
_FOR_MACHINES = re.compile(
    r'<link\b[^>]*\brel="(?:canonical|alternate|prev|next)"[^>]*>|<meta\b[^>]*\bproperty="og:[^>]*>'
    r'|<meta\b[^>]*\bname="twitter:[^>]*>|<script\b[^>]*application/ld\+json[^>]*>.*?</script>',
    re.IGNORECASE | re.DOTALL,
)


class NoPlaceForMarkError(RuntimeError):
    """Raised when a page has no head or body to put the mark into: then it is not shown at all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is written across a shared draft."""

    link: ShareLink
    embargo: Embargo | None

    @property
    def holds(self) -> bool:
        """Say whether the embargo still holds."""
        return self.embargo is not None and self.embargo.holds(at=timezone.now())


def marked(html: str, mark: Mark) -> str:
    """Return the page with the mark in it. Raises NoPlaceForMarkError."""
    html = _FOR_MACHINES.sub("", html)
    head, body = _HEAD.search(html), _BODY.search(html)
    if head is None or body is None:
        raise NoPlaceForMarkError
    return "".join(
        (
            html[: head.start()],
            render_to_string("desk/sharing/head.html"),
            html[head.start() : body.end()],
            render_to_string("desk/sharing/mark.html", {"mark": mark, "rows": range(60)}),
            html[body.end() :],
        )
    )
