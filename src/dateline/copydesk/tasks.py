"""Work of the copy desk that nobody waits for."""

from __future__ import annotations

from django_tasks import task

from dateline.copydesk.models import PaperCheck
from dateline.copydesk.paper_checks import run_paper_check


# Whatever else waits is more urgent.
@task(priority=-20)
def check_paper_task(paper_check_id: int) -> int:
    """Check the whole paper; return how many texts were read."""
    found = PaperCheck.objects.filter(pk=paper_check_id, finished_at=None).first()
    return run_paper_check(paper_check=found).done if found is not None else 0
