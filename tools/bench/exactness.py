"""How exact the keys are: pages that publications have rendered again, and how many of them really changed.

``python -m tools.bench.exactness`` in the environment of a generated paper. All its lists and a few hundred
stories are taken for stored. Each publication goes through the actions that the desk uses; whatever its log
entries touch is rendered again and compared. Prints JSON: a row for each kind of work, then the keys on whose
account pages were rendered in vain.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - as above

from dateline.edition.render import Renderer, Rendering  # noqa: E402 - as above
from dateline.fronts.models import Front, FrontSlot  # noqa: E402 - as above
from dateline.people.models import Contributor  # noqa: E402 - as above
from dateline.publishing.actions import publish_page, unpublish_page  # noqa: E402 - as above
from dateline.publishing.paper_time import local_date  # noqa: E402 - as above
from dateline.publishlog.models import LogEntry  # noqa: E402 - as above
from dateline.publishlog.queries import latest_number  # noqa: E402 - as above
from dateline.sections.models import SectionPage, Topic  # noqa: E402 - as above
from dateline.stories.models import Byline, StoryPage  # noqa: E402 - as above
from tools.bench.words import headline, paragraphs  # noqa: E402 - as above

NEWEST, OLDER = 150, 150
NUMBERS = re.compile(r"\d{4}-\d\d(-\d\d)?|\b\d+\b")


class Newsroom:
    """A day's work in the proportions of life: mostly new stories, often updates, seldom anything else."""

    def __init__(self) -> None:
        self._chance = random.Random(5)  # noqa: S311 - the same work each time
        self._texts = paragraphs(200, seed=2)

    def work(self) -> Iterator[Callable[[], None]]:
        """Yield what is done next, for ever."""
        verbs: list[tuple[Callable[[], None], int]] = [
            (self.new_story, 40),
            (self.updated_text, 20),
            (self.typo, 15),
            (self.new_headline, 10),
            (self.correction, 6),
            (self.front_slot, 6),
            (self.unpublished, 3),
        ]
        while True:
            yield self._chance.choices([verb for verb, _ in verbs], weights=[often for _, often in verbs])[0]

    def new_story(self) -> None:
        chance = self._chance
        story: Any = StoryPage(
            title=headline(chance),
            slug=f"fresh-{chance.getrandbits(40):x}",
            standfirst=chance.choice(self._texts)[:150],
            live=False,
            body=[("paragraph", f"<p>{text}</p>") for text in chance.sample(self._texts, 8)],
        )
        story.bylines.set([Byline(contributor=chance.choice(list(Contributor.objects.order_by("pk"))))])
        chance.choice(list(SectionPage.objects.order_by("pk"))).add_child(instance=story)
        story.topics.set(chance.sample(list(Topic.objects.order_by("pk")), 2))
        story.save()
        publish_page(page=story, by=None)

    def updated_text(self) -> None:
        story = self._recent()
        story.body.append(("paragraph", f"<p>{self._chance.choice(self._texts)}</p>"))
        publish_page(page=story, by=None, kind="update", summary="There is more.")

    def typo(self) -> None:
        story = self._recent()
        block = next(one for one in story.body if one.block_type == "paragraph")
        block.value = type(block.value)(block.value.source.replace(" the ", " teh ", 1))
        publish_page(page=story, by=None)

    def new_headline(self) -> None:
        story = self._recent()
        story.title = f"{headline(self._chance)}, {self._chance.randint(2, 99)} say"
        publish_page(page=story, by=None, kind="update", summary="A new headline.")

    def correction(self) -> None:
        story = self._recent(most=120)
        story.body.append(("paragraph", f"<p>It was {self._chance.randint(1, 99)}.</p>"))
        publish_page(page=story, by=None, kind="correction", summary="We had left out the number.")

    def front_slot(self) -> None:
        front = Front.objects.get(section=None)
        FrontSlot.objects.filter(front=front).delete()
        FrontSlot.objects.create(front=front, zone="lead", story=self._recent())

    def unpublished(self) -> None:
        unpublish_page(page=self._recent(), by=None)

    def _recent(self, *, most: int = 25) -> StoryPage:
        """Return a story of the last days; those are worked on."""
        return self._chance.choice(list(StoryPage.objects.newest()[:most]))


class Store:
    """Every page of the paper that a reader may have asked for, as it was rendered last."""

    def __init__(self) -> None:
        self._renderer = Renderer(WSGIHandler(), base_url=settings.BASE_URL)
        self.pages: dict[str, Rendering] = {}
        for address in addresses():
            self.add(address)

    def add(self, address: str) -> None:
        """Render a page, if it is one."""
        rendering = self._renderer.render(address)
        if rendering.status == 200:
            self.pages[address] = rendering

    def publish(self, touched: set[str]) -> tuple[int, Counter[str]]:
        """Render again what was touched; return how many changed, and the keys of those that did not."""
        changed, vain = 0, Counter[str]()
        for address, old in list(self.pages.items()):
            hit = old.keys & touched
            if not hit:
                continue
            fresh = self._renderer.render(address)
            if (fresh.status, fresh.body) != (old.status, old.body):
                changed += 1
            else:
                vain[", ".join(sorted({NUMBERS.sub("*", key) for key in hit}))] += 1
            self.pages[address] = fresh
        return changed, vain


def addresses() -> Iterator[str]:
    """Yield the addresses of all lists and of the stories that are read most, new and old."""
    yield from ("/", "/archive/", "/rss/", "/atom/", "/feed.json", "/sitemap.xml", "/news-sitemap.xml")
    for section in SectionPage.objects.public():
        yield section.public_path()
        yield f"/rss/{section.slug}/"
        yield from (f"{section.public_path()}page/{number}/" for number in (2, 3, 4))
    yield from (topic.get_absolute_url() for topic in Topic.objects.all())
    yield from (contributor.get_absolute_url() for contributor in Contributor.objects.all())
    stories = list(StoryPage.objects.newest().for_cards())
    kept = [*stories[:NEWEST], *stories[NEWEST :: max(1, (len(stories) - NEWEST) // OLDER)]]
    yield from (story.public_path() for story in kept)
    days = dict.fromkeys(local_date(story.public_since) for story in kept[:NEWEST])
    yield from (f"/archive/{day:%Y/%m/%d}/" for day in days)
    yield from dict.fromkeys(f"/archive/{day:%Y/%m}/" for day in days)
    yield from dict.fromkeys(f"/archive/{day:%Y}/" for day in days)


def measure(publications: int) -> list[dict[str, Any]]:
    """Do so much work and return rows."""
    store, totals, keys = Store(), defaultdict[str, Counter[str]](Counter), Counter[str]()
    kept = len(store.pages)
    for _number, verb in zip(range(publications), Newsroom().work(), strict=False):
        before, known = latest_number(), latest_story()
        verb()
        touched = {key for entry in LogEntry.objects.after(before) for key in entry.keys}
        changed, vain = store.publish(touched)
        rendered = changed + vain.total()
        for name in (verb.__name__, "all"):
            totals[name].update(publications=1, rendered=rendered, changed=changed)
        keys.update(vain)
        newest = latest_story()
        if newest != known:
            store.add(newest)
    rows = [
        {
            "work": name.replace("_", " "),
            "publications": count["publications"],
            "rendered": round(count["rendered"] / count["publications"], 1),
            "changed": round(count["changed"] / count["publications"], 1),
            "ratio": round(count["rendered"] / max(1, count["changed"]), 2),
        }
        for name, count in totals.items()
    ]
    vainly = [
        {"rendered_in_vain_for": key, "pages": pages, "kept": kept} for key, pages in keys.most_common(12)
    ]
    return [*rows, *vainly]


def latest_story() -> str:
    """Return the address of the newest story."""
    return StoryPage.objects.newest().for_cards()[0].public_path()


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=60)
    print(json.dumps(measure(parser.parse_args().publications)))


if __name__ == "__main__":
    main()
