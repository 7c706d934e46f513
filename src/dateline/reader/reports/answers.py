"""What a reader is told when a report is not taken in: always what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.corrections import limits
from dateline.corrections.errors import (
    AmbiguousWordsError,
    QueueFullError,
    TokenRefusedError,
    WordsNotFoundError,
    WorkWantedError,
)
from dateline.paper.queries import paper_settings
from dateline.users.errors import TooManyAttemptsError

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status of HTTP and words for it. ``work`` is how many zero bits are wanted."""

    status: int
    text: str
    code: str = "refused"
    seconds: int = 0
    work: int = 0

    @classmethod
    def of_form(cls, form: forms.Form) -> Refusal:
        """Return what is wrong with the fields of a form."""
        if "words" in form.errors:
            text = _("Please give the words with the mistake, 300 characters at most.")
        elif "email" in form.errors:
            text = _("This e-mail address cannot be right. Leave it out if you need no answer by mail.")
        else:
            text = _("Something in the form is too long or not as it should be.")
        return cls(422, text, code="invalid")


def refusal_for(error: Exception) -> Refusal:
    """Return what to tell about an error of the actions."""
    match error:
        case AmbiguousWordsError():
            text = _("These words stand in the story more than once. Please add those before or after them.")
            return Refusal(422, text, code="ambiguous")
        case WordsNotFoundError():
            text = _(
                "These words do not stand in the story. Please copy them from it; if it has changed"
                " meanwhile, load it again."
            )
            return Refusal(422, text, code="not-found")
        case TokenRefusedError():
            return Refusal(403, _("This form is too old. Please send it once more."), code="token")
        case WorkWantedError():
            return Refusal(428, _with_mail(_many()), code="work", work=limits.WORK_BITS)
        case QueueFullError():
            text = _("The newsroom has as many reports on this story as it can look at just now.")
            return Refusal(429, _with_mail(text), code="full", seconds=HOUR)
        case TooManyAttemptsError(seconds=seconds):
            minutes = max(1, -(-seconds // 60))
            text = ngettext(
                "Many reports have come from your network. Please try again in %(count)s minute.",
                "Many reports have come from your network. Please try again in %(count)s minutes.",
                minutes,
            )
            return Refusal(429, _with_mail(text % {"count": minutes}), code="wait", seconds=seconds)
    raise error


def _many() -> str:
    return _("So many reports are coming in that this one cannot be taken without a script in the browser.")


def _with_mail(text: str) -> str:
    address = paper_settings().contact_email
    return f"{text} {_('Or write to %(address)s.') % {'address': address}}" if address else text
