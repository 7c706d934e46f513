"""Parts of a story: pictures with credit and description, headlines that fit, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding, Text

FRONT, SEARCH, SOCIAL = 90, 70, 110
"""Characters that a headline may have on fronts, in search results, on cards of social networks."""


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield what is missing or too long."""
    yield from _pictures(story)
    yield from _headline(story)
    for link in story.story.links:
        if link.is_broken:
            yield _finding(
                "broken_link",
                Severity.ERROR,
                link.block,
                link.end,
                _("This link leads to a page that is not there."),
                start=link.start,
            )
        elif "utm_" in link.url or "fbclid=" in link.url or "gclid=" in link.url:
            clean = link.url.split("?")[0]
            message = _("This link tells others where the reader came from: %(address)s is enough.")
            yield _finding(
                "tracking_link",
                Severity.WARNING,
                link.block,
                link.end,
                message % {"address": clean},
                start=link.start,
            )


def _pictures(story: Checked) -> Iterator[Finding]:
    for picture in story.story.pictures:
        named = {"title": picture.title}
        if not picture.credit.strip():
            yield _finding(
                "no_credit",
                Severity.BLOCKER,
                picture.block,
                0,
                _("The picture “%(title)s” has no credit.") % named,
            )
        if not picture.alt.strip():
            message = _("The picture “%(title)s” has no description for readers who cannot see it.")
            yield _finding("no_alt", Severity.ERROR, picture.block, 0, message % named)
        elif picture.caption.strip() and picture.alt.strip().casefold() == picture.caption.strip().casefold():
            message = _("The description of the picture “%(title)s” only repeats its caption.")
            yield _finding("alt_is_caption", Severity.STYLE, picture.block, 0, message % named)


def _headline(story: Checked) -> Iterator[Finding]:
    texts = {text.kind: text for text in story.texts if text.kind in ("headline", "short_headline")}
    headline, short = texts.get("headline"), texts.get("short_headline")
    if headline is None:
        return
    length, plain = len(headline.text), headline.text.rstrip()
    shown = short if short is not None and short.text.strip() else headline
    if len(shown.text) > FRONT:
        message = _("The headline has %(length)s characters; fronts hold %(most)s.")
        yield _too_long("front", Severity.WARNING, shown, message, FRONT)
    if length > SOCIAL:
        message = _("The headline has %(length)s characters; cards of social networks hold %(most)s.")
        yield _too_long("social", Severity.STYLE, headline, message, SOCIAL)
    elif length > SEARCH:
        message = _("The headline has %(length)s characters; search results show about %(most)s.")
        yield _too_long("search", Severity.STYLE, headline, message, SEARCH)
    if plain.endswith(".") and not plain.endswith(("..", "a.m.", "p.m.", "U.S.")):
        message = _("A headline ends without a full stop.")
        yield _finding("headline_stop", Severity.STYLE, headline.id, length, message, start=length - 1)


def _too_long(where: str, severity: Severity, text: Text, message: str, most: int) -> Finding:
    length = len(text.text)
    return _finding(
        f"headline_{where}", severity, text.id, length, message % {"length": length, "most": most}
    )


def _finding(rule: str, severity: Severity, block: str, end: int, message: str, *, start: int = 0) -> Finding:
    return Finding(
        rule=f"structure.{rule}",
        kind=RuleKind.STRUCTURE,
        severity=severity,
        block=block,
        start=start,
        end=end,
        message=message,
    )
