"""How fast the desk's screens answer, for whom, with a large archive behind them.

``python -m tools.bench.desk`` in the environment of a generated paper prints JSON rows. Each request goes
through Django's whole handler with a session of its own; screens and people take turns in every round, so
that a slow minute of the machine slows all of them.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402 - as above
from django.urls import reverse  # noqa: E402 - as above

from dateline.people.models import Contributor  # noqa: E402 - as above
from dateline.sections.models import SectionPage  # noqa: E402 - as above
from dateline.stories.models import StoryPage  # noqa: E402 - as above
from dateline.users.models import User  # noqa: E402 - as above
from tools.bench.desk_filling import fill_desk  # noqa: E402 - as above
from tools.bench.render import counting, percentile  # noqa: E402 - as above

# Whose time is measured: the bar is for those in the middle, whom rules on pages limit.
PEOPLE = ("administrator", "news-editor", "six-editor", "reporter-0")


def screens(name: str) -> dict[str, str]:
    """Return the addresses of the measured screens, for this person."""
    stories, choose = reverse("stories:index"), reverse("wagtailadmin_choose_page")
    section = SectionPage.objects.order_by("order")[0]
    of_section = reverse("wagtailadmin_choose_page_child", args=[section.pk])
    search = reverse("wagtailadmin_choose_page_search")
    only_stories = "page_type=paper_stories.storypage"
    return {
        "desk home": reverse("wagtailadmin_home"),
        "stories": stories,
        "stories, page 2": f"{stories}?p=2",
        "stories, last pages": f"{stories}?p=600",
        "stories, one section": f"{stories}?section={section.pk}",
        "stories, handed in": f"{stories}?state=submitted",
        "stories, by author": f"{stories}?author={Contributor.objects.order_by('pk')[3].pk}",
        "stories, by date": f"{stories}?published_at_from=2020-01-01&published_at_to=2020-12-31",
        "stories, searched": f"{stories}?q=harbor",
        "stories, searched for one": f"{stories}?q=no.+50000",
        "editor": reverse("wagtailadmin_pages:edit", args=[_draft_of(name).pk]),
        "chooser of pages": f"{choose}?{only_stories}",
        "chooser, in a section": f"{of_section}?{only_stories}",
        "chooser, searched": f"{search}?{only_stories}&q=harbor",
        "planning board": reverse("planning:board"),
        "calendar": reverse("planning:calendar"),
        "chooser of pictures": reverse("wagtailimages_chooser:choose"),
        "chooser of pictures, searched": f"{reverse('wagtailimages_chooser:choose_results')}?q=picture",
    }


def _draft_of(name: str) -> StoryPage:
    """Return a story of twenty blocks that this person may open."""
    drafts = StoryPage.objects.filter(live=False, section=SectionPage.objects.order_by("order")[0])
    own = drafts.filter(owner__username=name)
    found: StoryPage | None = (own if name.startswith("reporter") else drafts).order_by("pk").first()
    if found is None:
        raise RuntimeError(f"{name} has nothing to open")
    return found


def measure(*, rounds: int, only: Sequence[str], people: Sequence[str]) -> list[dict[str, object]]:
    """Ask every screen as everybody, in turns, and return a row for each pair."""
    clients = {name: _client(name) for name in people}
    asked = {
        (screen, name): address
        for name in people
        for screen, address in screens(name).items()
        if not only or screen in only
    }
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    worked: dict[tuple[str, str], list[float]] = defaultdict(list)
    queries: dict[tuple[str, str], tuple[int, float]] = {}
    for turn in range(rounds + 1):
        if turn == 1:
            # As the server does before it answers: what stays is not looked through again and again.
            gc.collect()
            gc.freeze()
        for key, address in asked.items():
            with counting() as seen:
                began, worked_before = time.perf_counter(), time.process_time()
                answer = clients[key[1]].get(address)
                took = 1000 * (time.perf_counter() - began)
                work = 1000 * (time.process_time() - worked_before)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {key[1]} with {answer.status_code}")
            if turn:  # the first warms up
                taken[key].append(took)
                worked[key].append(work)
            queries[key] = (len(seen), max((each for _sql, each in seen), default=0))
    return [
        {
            "screen": key[0],
            "for": key[1],
            "p50_ms": round(statistics.median(times), 1),
            "p90_ms": round(percentile(times, 0.9), 1),
            "cpu_p50_ms": round(statistics.median(worked[key]), 1),
            "queries": queries[key][0],
            "slowest_query_ms": round(queries[key][1], 1),
        }
        for key, times in taken.items()
    ]


def _client(name: str) -> Client:
    client = Client(headers={"host": settings.BASE_URL.partition("://")[2]})
    client.force_login(User.objects.get(username=name))
    return client


def main() -> None:
    """Fill what is missing, measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--screens", nargs="*", default=[])
    parser.add_argument("--people", nargs="*", default=PEOPLE)
    options = parser.parse_args()
    fill_desk()
    print(json.dumps(measure(rounds=options.rounds, only=options.screens, people=options.people)))


if __name__ == "__main__":
    main()
