"""Check every public text of the paper for spelling, grammar, names and house style."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dateline.copydesk.actions import begin_paper_check
from dateline.copydesk.paper_checks import run_paper_check


class Command(BaseCommand):
    """Writes the report to the screen; the desk shows it, too."""

    help = "Check every public text of the paper. Nothing is corrected."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=50, help="How many findings to print (50).")

    def handle(self, *args: Any, **options: Any) -> None:
        done = run_paper_check(paper_check=begin_paper_check(by=None), tell=self._tell)
        for finding in done.findings.order_by("severity", "rule")[: options["most"]]:
            self.stdout.write(f"{finding.severity}\t{finding.title}\t{finding.message}\t{finding.excerpt}")
        self.stdout.write(f"{done.done} texts, {done.findings.count()} findings.")

    def _tell(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}")
