"""Ask all questions and print what each kind took: ``python -m tools.bench_search.measuring``."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.db import connection  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above
from wagtail.models import Page  # noqa: E402 - as above

from dateline.search import gate  # noqa: E402 - as above
from dateline.search.contexts import Order, Question  # noqa: E402 - as above
from dateline.search.excerpts import excerpts  # noqa: E402 - as above
from dateline.search.index.asking import parse_query  # noqa: E402 - as above
from dateline.search.models import IndexedStory  # noqa: E402 - as above
from dateline.search.queries import find_stories  # noqa: E402 - as above
from dateline.search.suggestions import did_you_mean, suggestions_for  # noqa: E402 - as above
from dateline.sections.models import SectionPage  # noqa: E402 - as above
from dateline.stories.models import StoryPage  # noqa: E402 - as above
from tools.bench_search.questions import questions  # noqa: E402 - as above

CLIENT = Client(headers={"host": "localhost"})
Asked = tuple[str, str, dict[str, Any]]


def search(words: str, filters: dict[str, Any]) -> int:
    """Do what a page of search does but for drawing it, and return how many were found."""
    asked = parse_query(words)
    order = Order(filters.get("order", Order.BEST))
    question = Question(asked=asked, **{**filters, "order": order})
    found = find_stories(question, today=timezone.localdate(), offset=0, limit=20)
    if found.count <= 3:
        did_you_mean(question)
    excerpts(found.story_ids, asked=asked)
    return found.count


def measure(listed: list[Asked], ask: Callable[[str, str, dict[str, Any]], int]) -> list[dict[str, Any]]:
    """Ask everything, in a random order, and return a row for each kind and one for all."""
    walls: dict[str, list[float]] = defaultdict(list)
    cpus: dict[str, list[float]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(list)
    for kind, words, filters in listed:
        began, cpu = time.perf_counter(), time.process_time()
        count = ask(kind, words, filters)
        taken, worked = (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000
        for name in (kind, "all"):
            walls[name].append(taken)
            cpus[name].append(worked)
            counts[name].append(count)
    return [_row(kind, walls[kind], cpus[kind], counts[kind]) for kind in walls]


def _row(kind: str, walls: list[float], cpus: list[float], counts: list[int]) -> dict[str, Any]:
    return {
        "kind": kind,
        "asked": len(walls),
        "p50_ms": round(statistics.median(walls), 1),
        "p99_ms": round(_p99(walls), 1),
        "max_ms": round(max(walls), 1),
        "cpu_p50_ms": round(statistics.median(cpus), 1),
        "cpu_p99_ms": round(_p99(cpus), 1),
        "found": round(statistics.median(counts)),
    }


def _p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def ask_search(kind: str, words: str, filters: dict[str, Any]) -> int:
    """Ask as a page or as somebody who types."""
    return len(suggestions_for(words).questions) if kind == "suggestions" else search(words, filters)


def ask_page(kind: str, words: str, filters: dict[str, Any]) -> int:
    """Ask for the whole page, through Django's whole handler."""
    address = "/search/suggest/" if kind == "suggestions" else "/search/"
    given = {"q": words, "order": filters.get("order", "")}
    answer = CLIENT.get(f"{address}?{urlencode(given)}")
    if answer.status_code != 200:
        raise RuntimeError(f"{words} was answered with {answer.status_code}")
    return 0


def ask_wagtail(kind: str, words: str, filters: dict[str, Any]) -> int:
    """Ask Wagtail's own search, as search for readers did before."""
    found = StoryPage.objects.public().search(words)
    count = min(found.count(), 1_000)
    return count if [page.pk for page in found[:20]] else 0


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=25, help="questions of each kind")
    parser.add_argument("--pages", action="store_true", help="whole pages, too")
    parser.add_argument(
        "--wagtail", action="store_true", help="Wagtail's own search, too, where it is filled"
    )
    options = parser.parse_args()
    # One after another, far more than a second's worth.
    gate._gates[:] = [gate.Gate(per_second=1_000_000)]
    stories = IndexedStory.objects.count()
    sections = list(SectionPage.objects.order_by("pk").values_list("pk", flat=True)) or [3]
    listed = list(questions(options.each, sections=sections, stories=stories))
    random.Random(31).shuffle(listed)  # noqa: S311 - the same order each time
    connection.ensure_connection()
    measured = {"search": measure(listed, ask_search)}
    if options.pages:
        measured["page"] = measure(listed[: len(listed) // 2], ask_page)
    if options.wagtail:
        plain = [each for each in listed if not each[2] and each[0] not in ("suggestions", "misspelled")]
        measured["wagtail"] = measure(plain[: len(plain) // 2], ask_wagtail)
    print(json.dumps({"pages": Page.objects.count(), "measured": measured}))


if __name__ == "__main__":
    main()
