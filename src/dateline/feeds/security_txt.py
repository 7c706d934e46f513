"""security.txt (RFC 9116): where somebody who found a weakness reports it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.conf import settings

from dateline.edition.keys import announce_good_until
from dateline.paper.queries import paper_settings

ADDRESS = "/.well-known/security.txt"
GOOD_FOR_MONTHS = 6


def security_txt(*, now: datetime) -> str | None:
    """Return the file; None while the paper names no contact.

    It must say when it expires (section 2.5.5). Whoever gets it gets it for half a year: the date moves on
    the first of each month, so that it follows from the month and not from the moment of asking.
    """
    paper = paper_settings()
    contact = paper.security_contact or paper.contact_email
    if not contact:
        return None
    announce_good_until(_first_of_month(now, after=1))
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {_first_of_month(now, after=GOOD_FOR_MONTHS):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(dict.fromkeys((settings.LANGUAGE_CODE, 'en')))}",
        f"Canonical: {settings.WAGTAILADMIN_BASE_URL}{ADDRESS}",
    ]
    if paper.security_policy:
        lines.append(f"Policy: {paper.security_policy}")
    return "\n".join(lines) + "\n"


def _first_of_month(now: datetime, *, after: int) -> datetime:
    months = now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 1 + after
    return datetime.combine(date(months // 12, months % 12 + 1, 1), time.min, tzinfo=UTC)
