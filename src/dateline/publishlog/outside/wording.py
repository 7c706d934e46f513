"""Why a server elsewhere was not asked, or did not answer, in words for people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.lib.outgoing.exchanging import Failure
from dateline.lib.outgoing.guarding import Refusal

_REFUSALS = {
    Refusal.NO_ADDRESS: gettext_noop("This is not an address."),
    Refusal.NO_HTTPS: gettext_noop("It must begin with https://."),
    Refusal.NAMES_SOMEBODY: gettext_noop("It must not hold a name or a password."),
    Refusal.PRIVATE: gettext_noop("It leads into a private network."),
    Refusal.NO_HOST: gettext_noop("There is no such host."),
}
_FAILURES = {
    Failure.LATE: gettext_noop("It does not answer in time."),
    Failure.NO_TLS: gettext_noop("Its certificate does not hold, or it speaks no TLS."),
    Failure.NOBODY: gettext_noop("Nobody answers there."),
    Failure.NO_HTTP: gettext_noop("What answers there does not speak HTTP, or hangs up."),
    Failure.OTHER: gettext_noop("It cannot be reached."),
}


def refusal_in_words(refusal: Refusal) -> str:
    """Return why an address must not be asked."""
    return _(_REFUSALS[refusal])


def failure_in_words(failure: Failure) -> str:
    """Return why there is no answer."""
    return _(_FAILURES[failure])
