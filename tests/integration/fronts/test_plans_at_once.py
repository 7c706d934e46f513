"""Plans with more than one at work: two workers, and a reader who looks all the time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from dateline.edition.snapshot import read_snapshot
from dateline.fronts.arrangements import Place
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front
from dateline.fronts.plan_actions import arrange_planned_front, carry_out_due, save_plan
from dateline.publishing.models import PublishedVersion
from dateline.reader.responses import front_response
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import NOON, draft

pytestmark = [pytest.mark.django_db(transaction=True)]
SIX = NOON + timedelta(hours=18)
HEADLINES = ("The vote", "What it means", "How we counted")


def test_two_workers_carry_a_plan_out_once_and_no_reader_sees_half_of_it() -> None:
    make_paper()
    front = Front.objects.get(section=None)
    stories = [draft(headline) for headline in HEADLINES]
    plan = save_plan(plan=None, name="Morning", at=SIX, stories=stories, by=None)
    places = [Place(story.pk, zone) for story, zone in zip(stories, Zone, strict=False)]
    arrange_planned_front(plan=plan, front=front, places=places, by=None)
    counts: list[tuple[int, int]] = []
    seen: list[tuple[bool, ...]] = []
    problems: list[BaseException] = []
    start, over = threading.Barrier(3), threading.Event()

    def work() -> None:
        try:
            start.wait(timeout=30)
            counts.append(carry_out_due(now=SIX))
        except BaseException as error:  # noqa: BLE001 - whatever happens in a thread is a result
            problems.append(error)
        finally:
            connection.close()

    def read() -> None:
        try:
            start.wait(timeout=30)
            while not over.is_set():
                # As the press does it: a page is made in one snapshot.
                with read_snapshot():
                    page = front_response().content.decode()
                seen.append(tuple(headline in page for headline in HEADLINES))
        except BaseException as error:  # noqa: BLE001 - as above
            problems.append(error)
        finally:
            connection.close()

    workers, reader = [threading.Thread(target=work) for _ in range(2)], threading.Thread(target=read)
    for thread in (*workers, reader):
        thread.start()
    for thread in workers:
        thread.join(timeout=120)
    over.set()
    reader.join(timeout=60)

    assert problems == []
    assert sorted(counts) == [(0, 0), (1, 0)]
    assert set(seen) <= {(False, False, False), (True, True, True)}
    assert (False, False, False) in seen
    assert PublishedVersion.objects.filter(publication__content_type="story").count() == len(HEADLINES)
    assert StoryPage.objects.filter(live=True).count() == len(HEADLINES)
    assert all(mark in Client().get("/").content.decode() for mark in HEADLINES)
