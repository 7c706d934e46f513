"""What readers and editors wrote of words that are withheld goes with them."""

from __future__ import annotations

from django.db.models import QuerySet

from dateline.corrections.models import Correction, ErrorReport, ReportCluster
from dateline.publishing.models import Publication
from dateline.publishing.triggers import GONE


def forget_reported_words(publication: Publication) -> None:
    """Blank the words in reports on a publication and in the corrections of its withheld versions."""
    ErrorReport.objects.filter(version__publication=publication).update(
        exact=GONE, prefix="", suffix="", suggestion="", comment=""
    )
    ReportCluster.objects.filter(publication=publication).update(exact=GONE, outcome_text="")
    # The manager refuses every update; the database allows this one, and only now.
    QuerySet(Correction).filter(version__publication=publication, version__withholding__isnull=False).update(
        what_was_wrong=GONE, what_is_right=GONE, marks=[]
    )
