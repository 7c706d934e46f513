"""What an edit screen tells the browser's journal."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dateline.desk.keeping.claims import STAMP, Claim
from dateline.users.models import User

KEPT_DAYS = 14


def page_data(*, request: HttpRequest, page: Any, claim: Claim) -> dict[str, Any]:
    """Return what the script needs to know; it stands in the page as JSON."""
    latest = page.latest_revision if page.pk else None
    return {
        "user": request.user.pk,
        "key": journal_key(request.user),
        "days": KEPT_DAYS,
        "page": page.pk,
        "kind": page._meta.label_lower,
        # What the latest draft came from: this browser may forget its copy of that.
        "acknowledged": (latest.content.get(STAMP) if latest else None) or None,
        # A form that is shown again with its errors, or with what was kept, goes on as the form it was.
        "tab": claim.tab,
        "number": claim.number,
        "urls": {
            "pulse": reverse("keeping:pulse"),
            "offer": reverse("keeping:offer"),
            "sign_in": f"{reverse('wagtailadmin_login')}?next={reverse('keeping:signed_in')}",
        },
        "words": words(),
    }


def journal_key(user: Any) -> str:
    """Return the key under which this person's journal is locked: who signs in after them cannot read it."""
    secret = f"{settings.SECRET_KEY}:{user.pk}".encode()
    return base64.b64encode(hmac.digest(secret, b"dateline.desk.journal", hashlib.sha256)).decode()


def saved_at(revision: Any) -> str:
    """Return the time of a revision, with its day when that is another."""
    moment = localtime(revision.created_at)
    return date_format(moment, "DATETIME_FORMAT")


def author_of(revision: Any) -> str:
    """Return who made a revision, in words."""
    author: User | None = revision.user if revision else None
    return (author.get_full_name() or author.get_username()) if author else str(_("Somebody"))


def words() -> dict[str, str]:
    """Return what the script says, in the language of the desk."""
    return {
        "saved": _("Saved at {time}"),
        "kept": _("Kept in this browser, not yet sent"),
        "sending": _("Saving…"),
        "offline": _("The server does not answer. Kept in this browser, and sent when it is back."),
        "signed_out": _("You are signed out. What you wrote is kept in this browser."),
        "other_user": _("{name} is signed in here now. What you wrote is kept for you until you sign in."),
        "sign_in": _("Sign in again"),
        "go_on": _("Go on writing"),
        "overtaken": _("Somebody else has saved this story. Yours is kept."),
        "merge": _("See both"),
        "locked": _("The story is locked. What you wrote is kept in this browser."),
        "refused": _("Not saved: something in the form is not right. Press “Save draft” to see what."),
        "memory_only": _("This browser lets nothing be kept. Save often."),
        "offer": _("This browser has a text of yours that was not saved: {time}"),
        "take": _("Take it"),
        "not_now": _("Put away"),
        "show": _("Show"),
    }
