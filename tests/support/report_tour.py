"""What the tour sees of reports, corrections and the public record, and the reports and the fix for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen: its name, its address with the numbers of ``settle_in``, and what is pressed there."""

    name: str
    path: str
    press: tuple[str, ...] = ()
    is_in_guide: bool = True


def _unpictured(name: str, path: str, *press: str) -> Stop:
    return Stop(name, path, press, is_in_guide=False)


# Comes without an account.
READER = "reader"
READER_STOPS = (
    _unpictured("story", "{corrected}"),
    _unpictured("report-dialog", "{corrected}", "[data-report] button"),
    _unpictured("report-refused", "{corrected}", "[data-report] button", "dialog [type=submit]"),
    _unpictured("report-form", "/corrections/report/?story={story}&version=2"),
    _unpictured("receipt", "/corrections/receipt/{receipt}/"),
    _unpictured("receipt-waiting", "/corrections/receipt/{waiting_receipt}/"),
    _unpictured("corrections", "/corrections/"),
    _unpictured("history", "{corrected}history/"),
    _unpictured("version", "{corrected}history/1/"),
    _unpictured("difference", "{corrected}history/1-2/"),
    _unpictured("verify", "/log/verify.html"),
)
EDITOR_STOPS = (
    _unpictured("reports", "/desk/reader-reports/"),
    _unpictured("reports-closed", "/desk/reader-reports/?state=closed"),
    _unpictured("reported-place", "/desk/reader-reports/{waiting}/"),
    _unpictured("mended-place", "/desk/reader-reports/{mended_place}/"),
    _unpictured("fixed-place", "/desk/reader-reports/{fixed}/"),
    _unpictured("reports-beside", "/desk/pages/{reported}/edit/", "[data-side-panel-toggle=reader_reports]"),
    _unpictured("corrections", "/desk/corrections/"),
    _unpictured("amend", "/desk/corrections/{corrected_page}/{correction}/amend/"),
)
# Run behind the code of the tour. Three stories are reported: one is put right with a
# correction, one was mended by hand, one waits.
REPORT_IN = """
from django.utils import timezone
from dateline.corrections.choices import ReportKind
from dateline.corrections.contexts import SentReport
from dateline.corrections.fixing_actions import Fix, fix_and_publish
from dateline.corrections.models import Correction, ReportCluster
from dateline.corrections.report_actions import take_report
from dateline.corrections.tokens import issue_token
from dateline.publishing.actions import publish_page
fixing, waiting, mended = StoryPage.objects.live().filter(version_number=1).order_by("pk")[:3]
def report(page, network, comment):
    token = issue_token(story=page.uuid, version=page.version_number)
    sent = SentReport(story=page.uuid, version=page.version_number, token=token, words=page.title,
        kind=ReportKind.NAME, suggestion=page.title + " again", comment=comment)
    taken = take_report(sent=sent, network=network, at=timezone.now())
    return taken.receipt, ReportCluster.objects.get(publication_id=page.uuid)
for number in range(3):
    waiting_receipt, open_cluster = report(waiting, f"192.0.2.{{number}}", f"I was there, {{number}}.")
report(mended, "192.0.2.10", "")
mended.title = mended.title.replace(" ", " really ", 1)
publish_page(page=mended, by=User.objects.get(username="editor-in-chief"), kind="update")
receipt, cluster = report(fixing, "192.0.2.9", "")
fix = Fix(seen=fixing.title, words=fixing.title + " again", outcome_text="Thank you.",
    what_was_wrong="The headline left out a word.", what_is_right="It happened again.")
fix_and_publish(cluster=cluster, fix=fix, by=User.objects.get(username="editor-in-chief"))
fixing.refresh_from_db()
correction = Correction.objects.get(version__publication_id=fixing.uuid)
places |= dict(corrected=fixing.public_path(), story=str(fixing.uuid), receipt=receipt,
    waiting_receipt=waiting_receipt, waiting=open_cluster.pk,
    mended_place=ReportCluster.objects.get(publication_id=mended.uuid).pk,
    fixed=cluster.pk, reported=waiting.pk,
    corrected_page=fixing.pk, correction=correction.pk)
"""
