"""Several people publish the same page at once: numbers without gaps, nothing lost, no error."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Revision

from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.errors import NotPublicError
from dateline.publishing.models import Publication
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import draft, published
from tests.support.watching import fresh

pytestmark = [pytest.mark.django_db(transaction=True)]
THREADS = 4


def all_at_once(*acts: Callable[[], Any]) -> list[BaseException]:
    """Run the acts in threads of their own, from the same moment; return what went wrong."""
    start, problems = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=30)
            act()
        except BaseException as error:  # noqa: BLE001 - whatever happens in a thread is a result
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return problems


def publish_revision(revision: Revision) -> Callable[[], Any]:
    return lambda: Revision.objects.get(pk=revision.pk).publish()


def revisions_of(page: StoryPage) -> list[Revision]:
    made = []
    for number in range(THREADS):
        changed = fresh(page)
        changed.title = f"Title {number}"
        made.append(changed.save_revision())
    return made


def test_first_publication_by_many_is_one_publication(transactional_db: None) -> None:
    make_paper()
    page = draft("At once")

    problems = all_at_once(*map(publish_revision, revisions_of(page)))

    versions = list(Publication.objects.get(pk=page.uuid).versions.order_by("number"))
    assert problems == []
    assert [version.number for version in versions] == [1, 2, 3, 4]
    assert [version.kind for version in versions] == ["new", "update", "update", "update"]
    assert LogEntry.objects.filter(event="story.published").count() == THREADS
    assert fresh(page).version_number == THREADS


def test_changes_by_many_are_all_recorded(transactional_db: None) -> None:
    make_paper()
    page = published("At once")

    problems = all_at_once(*map(publish_revision, revisions_of(page)))

    versions = list(Publication.objects.get(pk=page.uuid).versions.order_by("number"))
    assert problems == []
    assert [version.number for version in versions] == [1, 2, 3, 4, 5]


def test_stories_that_want_one_address_get_it_once(transactional_db: None) -> None:
    make_paper()
    pages = [draft("At once", slug="same") for _ in range(THREADS)]

    all_at_once(*(lambda page=page: publish_page(page=page, by=None) for page in pages))

    assert StoryPage.objects.filter(live=True).count() == 1
    assert Publication.objects.filter(content_type="story").count() == 1


def test_unpublished_by_many_is_one_entry(transactional_db: None) -> None:
    make_paper()
    page = published("At once")

    problems = all_at_once(*(lambda: unpublish_page(page=fresh(page), by=None) for _ in range(THREADS)))

    assert {type(problem) for problem in problems} <= {NotPublicError, StoryPage.DoesNotExist}
    assert LogEntry.objects.filter(event="story.unpublished").count() == 1
    assert not fresh(page).live
