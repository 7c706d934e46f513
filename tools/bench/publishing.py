"""Publish-to-visible: from the moment an editor presses "Publish" until every page on every node shows it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from tools.bench.paper_server import whole_paper
from tools.bench.papers import PaperFolder
from tools.bench.wrk import load, said, steady

LONGEST = 600


def measure_visible(name: str, nodes: Sequence[PaperFolder], options: argparse.Namespace) -> dict[str, Any]:
    """Load the last node at half of what it can do, and publish on the first through the desk."""
    with ExitStack() as stack:
        first = stack.enter_context(whole_paper(nodes[0]))
        others = [stack.enter_context(whole_paper(node, role="web")) for node in nodes[1:]]
        running = [first, *others]
        most = load(running[-1].url("/"), connections=64, seconds=options.seconds).requests_s
        url, folder = running[-1].url("/"), nodes[0].folder
        # Answers take time besides the pauses: a trial tells how many more connections make up for that.
        trial = said(steady(url, rate=most / 2, seconds=2, folder=folder).communicate()[0]).requests_s
        half = steady(url, rate=most / 2 * min(4.0, most / 2 / trial), seconds=LONGEST, folder=folder)
        try:
            printed = nodes[0].run(
                "-m",
                "tools.bench.changing",
                "--ports",
                *(str(node.port) for node in running),
                "--times",
                str(options.publications),
            )
        finally:
            # wrk sums up what it did so far.
            half.send_signal(2)
            summary = said(half.communicate(timeout=30)[0])
    return {
        "where": name,
        **json.loads(printed.splitlines()[-1]),
        "load_s": round(summary.requests_s),
        "load_of_most": round(summary.requests_s / most, 2),
        "load_p99_ms": summary.p99_ms,
    }
