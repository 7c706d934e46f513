"""What readers and editors wrote of words that are withheld goes with them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from dateline.corrections.models import Correction, ErrorReport, ReportCluster
from dateline.publishing.triggers import GONE
from dateline.publishing.withholding import WithheldWords


def forget_reported_words(words: WithheldWords) -> None:
    """Blank the words in reports on withheld versions, and what corrections said of withheld changes."""
    ErrorReport.objects.filter(version__in=words.texts).update(
        exact=GONE, prefix="", suffix="", suggestion="", comment=""
    )
    ReportCluster.objects.filter(version__in=words.texts).update(exact=GONE)
    answered = Q(version__in=words.texts) | Q(reports__version__in=words.texts)
    told = ReportCluster.objects.filter(answered | Q(fixed_in__in=words.sentences))
    ReportCluster.objects.filter(pk__in=list(told.values_list("pk", flat=True))).update(outcome_text="")
    # The manager refuses every update; the database allows this one, and only now.
    QuerySet(Correction).filter(version__in=words.sentences).update(
        what_was_wrong=GONE, what_is_right=GONE, marks=[]
    )
