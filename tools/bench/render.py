"""Cold rendering: how long the real handler takes for each kind of page, one request at a time.

A page is rendered as a worker does it that has rendered others: it keeps cards and lists that no entry has
touched. ``bare_cpu_p50_ms`` is the processor time of a renderer that has just begun and keeps nothing.

``python -m tools.bench.render`` in the environment of a generated paper prints JSON. Nothing comes from the
store: each page is rendered in its snapshot as the press does it, and compressed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - as above
from django.db import connection  # noqa: E402 - as above

from dateline.edition.page import compressed_bodies  # noqa: E402 - as above
from dateline.edition.render import Renderer  # noqa: E402 - as above
from dateline.people.models import Contributor  # noqa: E402 - as above
from dateline.publishing.paper_time import local_date  # noqa: E402 - as above
from dateline.sections.models import SectionPage, Topic  # noqa: E402 - as above
from dateline.stories.models import StoryPage  # noqa: E402 - as above

BROTLI_QUALITY = 5
BARE = 15


class PageRenderer(Renderer):
    """A renderer that can be begun anew."""

    def newcomer(self) -> Renderer:
        return Renderer(self._handler, base_url=settings.BASE_URL)


class Site:
    """Addresses of a generated paper, of each kind, chosen by chance but the same each time."""

    def __init__(self) -> None:
        self._chance = random.Random(11)  # noqa: S311 - the same addresses each time
        self._highest = StoryPage.objects.order_by("-pk").values_list("pk", flat=True)[0]
        self._lowest = StoryPage.objects.order_by("pk").values_list("pk", flat=True)[1]

    def story(self) -> str:
        """Return a story from all the years."""
        pk = self._chance.randint(self._lowest, self._highest)
        return StoryPage.objects.filter(pk__gte=pk).order_by("pk").defer("body")[0].public_path()

    def new_story(self) -> str:
        """Return one of the newest stories."""
        pk = self._chance.randint(max(self._lowest, self._highest - 100), self._highest)
        return StoryPage.objects.filter(pk__gte=pk).order_by("pk").defer("body")[0].public_path()

    def front(self) -> str:
        return "/"

    def section(self) -> str:
        return f"/{self._of(SectionPage).slug}/"

    def older(self) -> str:
        """Return page 50 of the largest section, or the last that it has."""
        section = SectionPage.objects.order_by("order")[0]
        count = StoryPage.objects.filter(section=section)[: 24 * 50].count()
        return f"{section.public_path()}page/{max(2, count // 24)}/"

    def topic(self) -> str:
        return str(self._of(Topic).get_absolute_url())

    def largest_topic(self) -> str:
        return str(Topic.objects.order_by("pk")[0].get_absolute_url())

    def author(self) -> str:
        return str(self._of(Contributor).get_absolute_url())

    def day(self) -> str:
        return f"/archive/{self._date():%Y/%m/%d}/"

    def month(self) -> str:
        return f"/archive/{self._date():%Y/%m}/"

    def year(self) -> str:
        return f"/archive/{self._date():%Y}/"

    def years(self) -> str:
        return "/archive/"

    def _of(self, model: Any) -> Any:
        return self._chance.choice(list(model.objects.order_by("pk")[:200]))

    def _date(self) -> Any:
        newest = StoryPage.objects.newest().defer("body")[0].public_since
        return local_date(newest - timedelta(days=self._chance.randint(400, 6000)))


def kinds(site: Site) -> dict[str, Callable[[], str]]:
    """Return what makes an address of each kind of page."""
    return {
        "story": site.story,
        "new story": site.new_story,
        "front": site.front,
        "section": site.section,
        "section page 50": site.older,
        "topic": site.topic,
        "largest topic": site.largest_topic,
        "author": site.author,
        "archive day": site.day,
        "archive month": site.month,
        "archive year": site.year,
        "archive": site.years,
    }


@contextmanager
def counting() -> Iterator[list[tuple[str, float]]]:
    """Note each query with its milliseconds."""
    seen: list[tuple[str, float]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append((sql, 1000 * (time.perf_counter() - began)))

    with connection.execute_wrapper(note):
        yield seen


def measure(
    renderer: PageRenderer, address: Callable[[], str], *, times: int, seconds: float
) -> dict[str, float]:
    """Render pages of one kind, as many as fit into the time."""
    whole, rendered, worked = [], [], []
    ends = time.monotonic() + seconds
    page = address()
    with counting() as queries:
        size = len(renderer.render(page).body)  # warms up and is not counted
    for _ in range(times):
        page = address()
        began, worked_before = time.perf_counter(), time.process_time()
        rendering = renderer.render(page)
        done = time.perf_counter()
        if rendering.status != 200:
            raise RuntimeError(f"{page} answered {rendering.status}")
        compressed_bodies(rendering.body, content_type="text/html", brotli_quality=BROTLI_QUALITY)
        whole.append(1000 * (time.perf_counter() - began))
        rendered.append(1000 * (done - began))
        worked.append(1000 * (time.process_time() - worked_before))
        if time.monotonic() > ends and len(whole) >= 5:
            break
    bare = []
    for _ in range(BARE):
        page, newcomer = address(), renderer.newcomer()
        worked_before = time.process_time()
        rendering = newcomer.render(page)
        compressed_bodies(rendering.body, content_type="text/html", brotli_quality=BROTLI_QUALITY)
        bare.append(1000 * (time.process_time() - worked_before))
    return {
        "p50_ms": round(statistics.median(whole), 1),
        "p90_ms": round(percentile(whole, 0.9), 1),
        "cpu_p50_ms": round(statistics.median(worked), 1),
        "bare_cpu_p50_ms": round(statistics.median(bare), 1),
        "render_p50_ms": round(statistics.median(rendered), 1),
        "queries": len(queries),
        "slowest_query_ms": round(max((taken for _sql, taken in queries), default=0), 1),
        "bytes": size,
        "pages": len(whole),
    }


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def main() -> None:
    """Measure every kind and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=8, help="at most, for each kind of page")
    parser.add_argument("--kinds", nargs="*", default=[])
    arguments = parser.parse_args()
    renderer = PageRenderer(WSGIHandler(), base_url=settings.BASE_URL)
    results = {
        name: measure(renderer, address, times=arguments.times, seconds=arguments.seconds)
        for name, address in kinds(Site()).items()
        if not arguments.kinds or name in arguments.kinds
    }
    print(json.dumps(results))


if __name__ == "__main__":
    main()
