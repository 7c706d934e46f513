"""What readers report, and what the desk answers."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from dateline.corrections.choices import OPEN_STATUSES, ReportKind, ReportStatus
from dateline.corrections.contexts import SentReport
from dateline.corrections.errors import ReportRefusedError
from dateline.corrections.models import ErrorReport, ReportCluster
from dateline.corrections.places import texts_of
from dateline.corrections.report_actions import take_report
from dateline.corrections.tokens import issue_token, receipt_digest
from dateline.publishing.models import PublishedVersion
from dateline.publishing.queries import content_of
from dateline.stories.models import StoryPage
from dateline.users.errors import TooManyAttemptsError
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

UNCHANGED = (ReportStatus.NOTED, ReportStatus.NOT_AN_ERROR, ReportStatus.DUPLICATE)


class ReportVerbs(Somebody):
    """Reports of the first word of a story's standfirst or headline."""

    @weighty(2)
    def fix_what_readers_report(self) -> None:
        """Put another word in the place of one that was reported just now."""
        word, report = self._reported(self.any_of(StoryPage, live=True))
        number = self.choices.number(1, 9)
        answers = {"seen": word, "words": f"{word.rstrip('0123456789')}{number}", "meaning": "meaning"}
        answers |= {"wrong": "We wrote something else.", "right": f"It is {number}."}
        way = "publish" if self.choices.chance(80) else "draft"
        self.send(reverse("reader_reports:place", args=[report.cluster_id]), {**answers, way: "1"})

    @verb
    def hear_a_reader(self) -> None:
        """Take a report that nobody answers yet."""
        self._reported(self.any_of(StoryPage, live=True))

    @verb
    def answer_a_reader(self) -> None:
        """Close reports and leave the text as it is."""
        cluster = self.any_of(ReportCluster, status__in=OPEN_STATUSES)
        answers = {"outcome": "1", "status": str(self.choices.pick(UNCHANGED)), "outcome_text": "Thank you."}
        self.send(reverse("reader_reports:place", args=[cluster.pk]), answers)

    @verb
    def close_as_spam(self) -> None:
        """Close reports that are none."""
        cluster = self.any_of(ReportCluster, status__in=OPEN_STATUSES)
        self.send(reverse("reader_reports:spam"), {"cluster": [cluster.pk]})

    def _reported(self, story: StoryPage) -> tuple[str, ErrorReport]:
        """Report a word; return it and the report. Raises NothingToDoError when it cannot be reported."""
        version = PublishedVersion.objects.filter(publication_id=story.uuid).order_by("-number").first()
        content = content_of(version) if version is not None else None
        texts = texts_of(content) if content is not None else {}
        name = next(iter(texts), "")
        word = texts.get(name, "").split(" ")[0]
        if version is None or not word:
            raise NothingToDoError
        sent = SentReport(
            story=story.uuid,
            version=version.number,
            token=issue_token(story=story.uuid, version=version.number),
            words=word[:300],
            place=name,
            start=0,
            kind=ReportKind.FACT,
        )
        network = f"198.18.{self.choices.number(1, 250)}.9"
        try:
            taken = take_report(sent=sent, network=network, at=timezone.now())
        except (ReportRefusedError, TooManyAttemptsError) as error:
            raise NothingToDoError from error
        return word, ErrorReport.objects.get(receipt_digest=receipt_digest(taken.receipt))
