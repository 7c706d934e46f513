"""Rights that end: the picture leaves the paper by itself at its moment, and comes back when renewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dateline.config.worker import JOBS, Scheduler
from dateline.edition.keys import collecting
from dateline.media.actions import ensure_renditions, make_renditions, withhold_picture
from dateline.media.hiding import kept_file
from dateline.media.models import Picture
from dateline.media.queries import picture_context, pictures_whose_rights_end
from dateline.media.rights_actions import end_rights, settle_rights_now
from dateline.publishlog.models import LogEntry
from tests.integration.media.conftest import MakePicture
from tests.integration.media.test_rights_and_serving import served
from tests.support.desk_work.clock import START, Clock

HOUR = timedelta(hours=1)
Work = Callable[[], None]


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    yield clock
    clock.close()


@pytest.fixture
def work(transactional_db: None) -> Work:
    """What the real worker does in its next second."""
    jobs = [job for job in JOBS if job.name == "end rights to pictures"]
    assert [job.seconds for job in jobs] == [1]

    def work() -> None:
        Scheduler(jobs).run_due()

    return work


@pytest.fixture
def lent(clock: Clock, transactional_db: None, make_picture: MakePicture) -> Picture:
    """A picture whose rights end in an hour, with all its sizes."""
    picture = make_picture(expires_at=START + HOUR)
    ensure_renditions(pictures=[picture])
    return picture


def files_of(picture: Picture) -> list[str]:
    return [picture.file.name, *picture.renditions.values_list("file", flat=True)]


def events() -> list[str]:
    return list(LogEntry.objects.order_by("number").values_list("event", flat=True))


def test_files_stay_public_until_the_moment_and_are_gone_after_it(
    clock: Clock, work: Work, lent: Picture, media_folder: Path
) -> None:
    names = files_of(lent)
    assert len(names) > 3

    clock.move(HOUR - timedelta(seconds=20))
    work()
    assert all((media_folder / name).exists() for name in names)
    assert picture_context(lent, use="lead") is not None

    clock.move(timedelta(seconds=21))
    work()

    assert not any((media_folder / name).exists() for name in names)
    assert [served(name).status_code for name in names] == [410] * len(names)
    entry = LogEntry.objects.get(event="picture.rights_ended")
    assert entry.keys == [f"media/{lent.folder}"]
    ended = Picture.objects.get(pk=lent.pk)
    assert picture_context(ended, use="lead") is None
    assert kept_file(ended), "the desk still has it"


def test_page_says_until_when_it_is_good(lent: Picture) -> None:
    with collecting() as dependencies:
        picture_context(lent, use="card")

    assert dependencies.good_until == START + HOUR


def test_renewed_rights_bring_the_picture_back(
    clock: Clock, work: Work, lent: Picture, media_folder: Path
) -> None:
    name = lent.file.name
    content = (media_folder / name).read_bytes()
    clock.move(2 * HOUR)
    work()
    picture = Picture.objects.get(pk=lent.pk)

    picture.expires_at = timezone.now() + HOUR
    picture.save()

    assert (media_folder / name).read_bytes() == content
    back = Picture.objects.get(pk=lent.pk)
    assert not back.is_away
    assert picture_context(back, use="lead") is not None
    assert back.renditions.exists(), "the first sizes are made at once"
    clock.move(2 * HOUR)
    work()
    assert not (media_folder / name).exists(), "and they end again"


def test_rights_renewed_in_bulk_are_seen_by_the_worker(
    clock: Clock, work: Work, lent: Picture, media_folder: Path
) -> None:
    clock.move(2 * HOUR)
    work()

    Picture.objects.filter(pk=lent.pk).update(expires_at=None)
    work()

    assert (media_folder / lent.file.name).exists()
    assert not Picture.objects.get(pk=lent.pk).is_away


def test_end_in_the_past_takes_the_files_away_when_it_is_saved(lent: Picture, media_folder: Path) -> None:
    names = files_of(lent)
    lent.expires_at = START - HOUR
    lent.save()

    assert not any((media_folder / name).exists() for name in names)


def test_work_is_done_once_and_nothing_is_said_twice(clock: Clock, work: Work, lent: Picture) -> None:
    clock.move(2 * HOUR)
    work()
    before = events()

    work()
    assert settle_rights_now() == 0
    assert end_rights(picture=lent, at=timezone.now()) is False

    assert events() == before


def test_no_size_is_made_of_a_picture_that_is_away(
    clock: Clock, work: Work, lent: Picture, media_folder: Path
) -> None:
    clock.move(2 * HOUR)
    work()
    ended = Picture.objects.get(pk=lent.pk)

    assert make_renditions(picture=ended) == 0
    assert ensure_renditions(pictures=[ended]) == 0
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_withheld_picture_stays_away_when_its_rights_are_renewed(
    clock: Clock, work: Work, lent: Picture, media_folder: Path, admin_user: Any
) -> None:
    withhold_picture(picture=lent, by=admin_user, reason="A court order", at=timezone.now())
    clock.move(2 * HOUR)
    work()
    picture = Picture.objects.get(pk=lent.pk)

    picture.expires_at = None
    picture.save()

    assert picture.files_away_at is None
    assert not (media_folder / lent.file.name).exists()


def test_clean_up_finishes_what_a_crash_left_public(
    clock: Clock, work: Work, lent: Picture, media_folder: Path
) -> None:
    Picture._base_manager.filter(pk=lent.pk).update(files_away_at=START, expires_at=START)

    call_command("remove_retired_pictures")

    assert not (media_folder / lent.file.name).exists()


def test_rights_that_end_soon_are_listed_the_first_to_end_first(
    clock: Clock, make_picture: MakePicture, transactional_db: None
) -> None:
    days = [20, 13, 2, -1]
    pictures = [make_picture(expires_at=START + timedelta(days=day)) for day in days]
    make_picture()

    ending = list(pictures_whose_rights_end(now=START))

    assert [picture.pk for picture in ending] == [pictures[2].pk, pictures[1].pk]
