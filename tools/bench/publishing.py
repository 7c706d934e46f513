"""Publish-to-visible: from a publication until every page on every node shows it, while readers read."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from tools.bench.paper_server import Running, whole_paper
from tools.bench.papers import PaperFolder
from tools.bench.processes import Elsewhere
from tools.bench.wrk import Load, Readers, said

LONGEST = 600
WARMING_UP = 12
# Connections that wait for an answer do not ask again: more of them make up for that, within reason.
MOST_MORE = 6.0


def measure_visible(name: str, nodes: Sequence[PaperFolder], options: argparse.Namespace) -> dict[str, Any]:
    """Load the last node at half of what it can do, and publish on the first through the desk."""
    story = nodes[0].run("-m", "tools.bench.addresses").strip()
    with ExitStack() as stack:
        first = stack.enter_context(whole_paper(nodes[0]))
        others = [stack.enter_context(whole_paper(node, role="web")) for node in nodes[1:]]
        running = [first, *others]
        readers = Readers(running[-1].url(""), ["/", story], nodes[0].folder)
        most = readers.most(seconds=options.seconds)
        # Publications take part of what readers would get, so a trial with publications sets the rate.
        _, trial = _publish(nodes[0], running, readers, rate=most / 2, times=WARMING_UP)
        rate = most / 2 * min(MOST_MORE, max(0.5, most / 2 / trial.requests_s))
        elsewhere = Elsewhere([each.process.pid for each in running])
        figures, under = _publish(nodes[0], running, readers, rate=rate, times=options.publications)
        busy_elsewhere = elsewhere.share()
    return {
        "where": name,
        **figures,
        "load_s": round(under.requests_s),
        "load_of_most": round(under.requests_s / most, 2),
        "load_p99_ms": under.p99_ms,
        "others_cpu": busy_elsewhere,
    }


def _publish(
    first: PaperFolder, running: Sequence[Running], readers: Readers, *, rate: float, times: int
) -> tuple[dict[str, Any], Load]:
    """Change so many headlines under load; return what was seen and what the load got."""
    load = readers.start(rate, seconds=LONGEST)
    ports = [str(node.port) for node in running]
    try:
        printed = first.run("-m", "tools.bench.changing", "--times", str(times), "--ports", *ports)
    finally:
        # wrk sums up what it did so far.
        load.send_signal(2)
        summary = said(load.communicate(timeout=30)[0])
    return json.loads(printed.splitlines()[-1]), summary
