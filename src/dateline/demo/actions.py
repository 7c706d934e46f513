"""Build the demo paper in an empty paper, through the actions that the desk uses."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from enum import Enum
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from dateline.demo import pictures
from dateline.demo.bodies import Targets
from dateline.demo.content import load_demo
from dateline.demo.identities import demo_uuid
from dateline.demo.newsroom import (
    acts_in_order,
    draft_stories,
    fill_front,
    publish,
    publish_company_pages,
)
from dateline.demo.paper import DemoPaper
from dateline.demo.paper_file import as_paper
from dateline.demo.picture_desk import add_pictures, pictures_by_stem
from dateline.demo.registers import fill_registers
from dateline.desk.actions import set_up_paper
from dateline.entities.models import Entity
from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.publishing.models import Publication
from dateline.sections.models import Series, Topic
from dateline.stories.models import CompanyPage, StoryPage

logger = structlog.get_logger(__name__)

# More help little: the drawing is done in seconds, and the rest is one after the other.
MOST_PROCESSES = 4


class Outcome(Enum):
    """What became of a wish for the demo paper."""

    BUILT = "built"
    ALREADY_THERE = "already there"
    OTHER_CONTENT = "other content"


def build_demo_paper(
    *,
    draw: Callable[[str], bytes] = pictures.draw,
    processes: int | None = None,
    say: Callable[[str], None] | None = None,
) -> Outcome:
    """Fill an empty paper with the demo; change nothing in one that has the demo or content of its own.

    The pictures go in first, some at a time; everything else follows in one transaction. So whoever is
    interrupted gets the rest at the next attempt, and a paper is never half a demo for its readers.
    """
    say = say or logger.info
    demo = load_demo()
    if Publication.objects.filter(pk__in=_identities(demo)).exists():
        say("The demo paper is there already; nothing was changed.")
        return Outcome.ALREADY_THERE
    if _has_other_content(demo):
        say("This paper has content of its own, so the demo was not built. It needs an empty folder.")
        return Outcome.OTHER_CONTENT
    started = time.monotonic()
    count = processes or min(os.cpu_count() or 1, MOST_PROCESSES)
    for done in add_pictures(demo, draw=draw, processes=count):
        say(f"{done} of {len(demo.pictures)} pictures ({time.monotonic() - started:.0f} s)")
    publications = _build(demo)
    say(f"{len(demo.stories)} stories in {publications} publications ({time.monotonic() - started:.0f} s)")
    return Outcome.BUILT


@transaction.atomic
def _build(demo: DemoPaper) -> int:
    home = set_up_paper(paper=as_paper(demo.paper), base_url=settings.BASE_URL)
    _obey_the_law_of_the_demo(demo)
    there = pictures_by_stem(demo)
    registers = fill_registers(demo, pictures=there)
    targets = Targets(
        pictures={stem: picture.pk for stem, picture in there.items()},
        documents=registers.documents,
        stories=draft_stories(demo, pictures=there, registers=registers),
    )
    publish_company_pages(demo, home=home)
    acts = acts_in_order(demo)
    for act in acts:
        publish(act, targets=targets)
    fill_front(demo, stories=targets.stories)
    return len(acts)


def _obey_the_law_of_the_demo(demo: DemoPaper) -> None:
    """The demo plays in a country whose law wants notes beside names, so that they can be seen."""
    paper = PaperSettings.objects.get()
    paper.adds_legal_labels = True
    paper.label_jurisdictions = ", ".join(
        sorted({label.jurisdiction for entity in demo.entities for label in entity.labels})
    )
    paper.save()


def _identities(demo: DemoPaper) -> list[UUID]:
    stories = [demo_uuid("story", story.slug) for story in demo.stories]
    return [*stories, *(demo_uuid("page", page.slug) for page in demo.pages)]


def _has_other_content(demo: DemoPaper) -> bool:
    ours = [demo_uuid("picture", picture.stem) for picture in demo.pictures]
    others = (StoryPage, CompanyPage, Contributor, Topic, Series, Entity)
    return any(model.objects.exists() for model in others) or Picture.objects.exclude(uuid__in=ours).exists()
