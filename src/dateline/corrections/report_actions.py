"""Take in what a reader reports. The order of the steps is the defense: the cheapest refusal comes first."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from dateline.corrections import limits
from dateline.corrections.choices import OPEN_STATUSES, ReportKind
from dateline.corrections.cleaning import suggested_words, told_words
from dateline.corrections.contexts import SentReport, TakenReport
from dateline.corrections.correction_keys import touched_by_reports
from dateline.corrections.errors import QueueFullError, WorkWantedError
from dateline.corrections.models import DailyKey, ErrorReport, ReportCluster, ReportContact
from dateline.corrections.report_queries import (
    Reported,
    cluster_to_join,
    reported_place,
    taken_before,
)
from dateline.corrections.tokens import form_of, proves_work, receipt_digest, receipt_secret
from dateline.publishing.models import Publication
from dateline.publishlog.actions import append_entry
from dateline.users.errors import TooManyAttemptsError
from dateline.users.login_actions import begin_attempt

AROUND = 64


def take_report(*, sent: SentReport, network: str, at: datetime, keeps_contact: bool = False) -> TakenReport:
    """Store a report, joined to those of the same place, and return its receipt.

    ``network`` is the sender's address, which is counted under another name and not kept. ``keeps_contact``
    says that the paper sends mail, so that an address is of use.

    Raises TokenRefusedError; TooManyAttemptsError with the seconds to wait; WordsNotFoundError (and its
    AmbiguousWordsError); WorkWantedError; QueueFullError. Nothing is stored then.
    """
    form = form_of(sent.token, story=sent.story, version=sent.version)
    secret = _secret_of_the_day(at)
    begin_attempt(counted=[(limits.network_key(network, kind="try", secret=secret), limits.TRIES)], at=at)
    reported = reported_place(sent)
    sent = replace(sent, suggestion=suggested_words(sent.suggestion), comment=told_words(sent.comment))
    receipt = receipt_secret(form, report=_digest(sent, reported))
    before = taken_before(receipt)
    if before is not None:
        return TakenReport(receipt, readers=before.cluster.count, is_new=False)
    begin_attempt(
        counted=[
            (limits.network_key(network, kind="short", secret=secret), limits.SHORT),
            (limits.network_key(network, kind="day", secret=secret), limits.DAILY),
        ],
        at=at,
    )
    _ask_for_work(sent, nonce=form.nonce, at=at)
    try:
        cluster = _store(sent, reported, receipt=receipt, at=at, keeps_contact=keeps_contact)
    except IntegrityError:
        # The same form twice at the same moment: the other one was stored.
        before = taken_before(receipt)
        if before is None:
            raise
        return TakenReport(receipt, readers=before.cluster.count, is_new=False)
    return TakenReport(receipt, readers=cluster.count, is_new=True)


def forget_keys(*, at: datetime) -> int:
    """Delete the keys of past days, and return how many; counts made with them say nothing from then on."""
    return DailyKey.objects.filter(day__lt=at.date()).delete()[0]


def _secret_of_the_day(at: datetime) -> bytes:
    found = DailyKey.objects.filter(day=at.date()).values_list("secret", flat=True).first()
    if found is None:
        forget_keys(at=at)
        new = DailyKey(day=at.date(), secret=secrets.token_bytes(32))
        DailyKey.objects.bulk_create([new], ignore_conflicts=True)
        found = DailyKey.objects.values_list("secret", flat=True).get(day=at.date())
    return bytes(found)


def _ask_for_work(sent: SentReport, *, nonce: str, at: datetime) -> None:
    """Let a few reports of a story through as they come; beyond that each must prove some work.

    Every form is good for one such report only, so that no work is good twice.
    """
    usual = [
        (limits.plain_key(f"story:{sent.story}"), limits.STORY),
        (limits.plain_key("paper"), limits.PAPER),
    ]
    form = limits.plain_key(f"form:{nonce}")
    try:
        begin_attempt(counted=[*usual, (form, limits.FORM)], at=at)
    except TooManyAttemptsError:
        if not proves_work(sent.token, sent.work, bits=limits.WORK_BITS):
            raise WorkWantedError from None
        worked = [
            (limits.plain_key(f"worked:{nonce}"), limits.WORKED_FORM),
            (limits.plain_key(f"worked-story:{sent.story}"), limits.WORKED_STORY),
            (limits.plain_key("worked-paper"), limits.WORKED_PAPER),
        ]
        begin_attempt(counted=worked, at=at)


@transaction.atomic
def _store(
    sent: SentReport, reported: Reported, *, receipt: str, at: datetime, keeps_contact: bool
) -> ReportCluster:
    # Two reports of one place at the same moment must meet in one cluster.
    Publication.objects.select_for_update().filter(pk=reported.version.publication_id).values_list().first()
    hour = at.replace(minute=0, second=0, microsecond=0)
    cluster = cluster_to_join(reported, kind=sent.kind, at=at)
    if cluster is None:
        cluster = _open_cluster(reported, kind=sent.kind, hour=hour)
    else:
        cluster.count += 1
        cluster.latest_hour = max(cluster.latest_hour, hour)
        cluster.kind = _graver(ReportKind(cluster.kind), sent.kind)
        cluster.save(update_fields=["count", "latest_hour", "kind"])
    text, place = reported.text, reported.place
    report = ErrorReport.objects.create(
        cluster=cluster,
        version=reported.version,
        block=place.name,
        start=place.start,
        end=place.end,
        exact=text[place.start : place.end],
        prefix=text[max(0, place.start - AROUND) : place.start],
        suffix=text[place.end : place.end + AROUND],
        kind=sent.kind,
        suggestion=sent.suggestion,
        comment=sent.comment,
        language=reported.version.language,
        channel=sent.channel,
        sent_hour=hour,
        receipt_digest=receipt_digest(receipt),
    )
    if sent.email and keeps_contact and cluster.status in OPEN_STATUSES:
        ReportContact.objects.create(report=report, email=sent.email)
    # The page of corrections counts it at once; how many there can be is bounded above.
    append_entry(event="reports.received", keys=touched_by_reports(cluster), subject="reports", at=at)
    return cluster


def _open_cluster(reported: Reported, *, kind: ReportKind, hour: datetime) -> ReportCluster:
    clusters = ReportCluster.objects.filter(publication_id=reported.version.publication_id)
    if clusters.filter(status__in=OPEN_STATUSES).count() >= limits.MOST_OPEN_CLUSTERS:
        raise QueueFullError
    place = reported.place
    return ReportCluster.objects.create(
        publication_id=reported.version.publication_id,
        version=reported.version,
        block=place.name,
        start=place.start,
        end=place.end,
        exact=reported.text[place.start : place.end],
        kind=kind,
        opened_hour=hour,
        latest_hour=hour,
    )


def _graver(one: ReportKind, other: ReportKind) -> ReportKind:
    """Return the graver of two kinds."""
    return min(one, other, key=list(ReportKind).index)


def _digest(sent: SentReport, reported: Reported) -> str:
    place = reported.place
    told = (place.name, place.start, place.end, sent.kind, sent.suggestion, sent.comment)
    return sha256(repr(tuple(map(str, told))).encode()).hexdigest()
