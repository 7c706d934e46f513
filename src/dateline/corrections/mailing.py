"""One letter with the outcome to who asked for it; then the address is erased.

The address itself is the queue: as long as it is there, the letter has not gone. So nothing is lost when the
mail server is away, and nobody is written to twice once it took the letter.
"""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.corrections.choices import OPEN_STATUSES, ReportStatus
from dateline.corrections.models import ReportContact
from dateline.paper.queries import paper_settings
from dateline.publishing.choices import Status

logger = structlog.get_logger(__name__)

PATIENCE = timedelta(days=3)
# A report that nobody decides on, or can decide on any more, does not keep its reader's address for ever.
KEPT_FOR = timedelta(days=90)
MOST_AT_ONCE = 50


def keeps_contacts() -> bool:
    """Say whether mail leaves at all; where it is only printed, no address is asked for."""
    return not str(settings.EMAIL_BACKEND).endswith(("console.EmailBackend", "dummy.EmailBackend"))


def contacts_to_forget(*, at: datetime) -> QuerySet[ReportContact]:
    """Return the readers who will never be told: their story is gone, or nobody decided for ninety days."""
    is_gone = Q(report__version__publication__status__in=(Status.DELETED, Status.REMOVED))
    is_old = Q(report__sent_hour__lt=at - KEPT_FOR)
    waiting = ReportContact.objects.filter(report__cluster__status__in=OPEN_STATUSES)
    return waiting.filter(is_gone | is_old)


def forget_contacts(*, at: datetime) -> int:
    """Erase the addresses of readers who will never be told; return how many there were."""
    return contacts_to_forget(at=at).delete()[0]


def contacts_to_tell() -> QuerySet[ReportContact]:
    """Return the readers whose reports are closed and who have not been told."""
    contacts = ReportContact.objects.exclude(report__cluster__status__in=OPEN_STATUSES)
    return contacts.order_by("report__cluster__closed_at", "pk")


def tell_outcomes(*, at: datetime) -> int:
    """Write to every reader who waits, erase each address, and return how many letters went.

    What the server does not take is tried again at the next call, for three days.
    """
    sent = 0
    wanted = contacts_to_tell().select_related("report__version__publication", "report__cluster__fixed_in")
    for contact in wanted[:MOST_AT_ONCE]:
        if not keeps_contacts():
            contact.delete()
            continue
        try:
            letter(contact).send()
        except smtplib.SMTPRecipientsRefused as error:
            # No later try would do better, and it would stand in the way of everybody after it.
            logger.warning("corrections.letter_not_taken", error=type(error).__name__)
            contact.delete()
            continue
        except (OSError, smtplib.SMTPException) as error:
            logger.warning("corrections.letter_not_taken", error=type(error).__name__)
            if at - (contact.report.cluster.closed_at or at) > PATIENCE:
                contact.delete()
            continue
        contact.delete()
        sent += 1
    return sent


def letter(contact: ReportContact) -> EmailMessage:
    """Return the letter: plain text, in the paper's language, without a word that the reader sent."""
    cluster, publication = contact.report.cluster, contact.report.version.publication
    with override(settings.LANGUAGE_CODE):
        paper = paper_settings().name
        is_public = publication.status == Status.PUBLIC
        context = {
            "paper": paper,
            "story": settings.WAGTAILADMIN_BASE_URL + publication.address if is_public else "",
            "outcome": ReportStatus(cluster.status).label,
            "text": cluster.outcome_text,
            "notice": cluster.fixed_in.summary if cluster.fixed_in is not None and is_public else "",
        }
        return EmailMessage(
            subject=" ".join((_("Your report to %(paper)s") % {"paper": paper}).split()),
            body=render_to_string("corrections/email/outcome.txt", context),
            to=[contact.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
