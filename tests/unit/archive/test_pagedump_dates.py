from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.pagedump.dates import label_alone, read_moments
from dateline.archive.pagedump.times import resolve_times

NEAR = date(2017, 10, 4)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    "text",
    [
        "Oct 4, 2017 — 13:53",
        "October 4th, 2017 13:53",
        "4 October 2017, 13:53",
        "4 Oct. 2017 | 13:53",
        "Wednesday, October 4, 2017 at 1:53 p.m.",
        "Wed, 04 Oct 2017 1:53 PM",
        "13:53, 4 Oct 2017",
        "4 октября 2017, 13:53",
        "4 октября 2017 г. в 13:53",
        "Среда, 4 окт 2017 года, 13:53",
        "2017-10-04 13:53",
        "2017-10-04T13:53:00",
        "2017/10/04 13:53",
        "04.10.2017 13:53",
        "04.10.17, 13.53",
        "04/10/2017 13:53",
        "10/04/2017 13:53",
        "Today, 13:53",
        "Сегодня в 13:53",
        "4 Oct, 13:53",
        "Published: Oct 4, 2017 13:53",
        "Опубликовано 04.10.2017 в 13:53",
        "4. Oktober 2017, 13:53 Uhr",
        "Publié le 4 octobre 2017 à 13h53",
    ],
)
def test_read_moments_of_many_forms_gives_one_moment(text: str) -> None:
    (moment,) = read_moments(text, near=NEAR)

    assert (moment.day, moment.clock, moment.problem) == (NEAR, time(13, 53), None)


@pytest.mark.parametrize(
    "text",
    [
        "May", "2017", "In 2017", "The Oct 4 deal", "10 things to know on Oct. 4", "16+", "3-4", "Sunday",
        "18 minutes ago", "5 million", "October Revolution 2017", "Update", "", "—",
    ],
)  # fmt: skip
def test_read_moments_of_other_lines_gives_none(text: str) -> None:
    assert read_moments(text, near=NEAR) == ()


def test_read_moments_of_two_labels_gives_both() -> None:
    published, updated = read_moments("Published: Oct 4, 2017 13:53 | Updated: Oct 6, 2017 09:00", near=NEAR)

    assert (published.label, published.day) == ("published", NEAR)
    assert (updated.label, updated.day, updated.clock) == ("updated", date(2017, 10, 6), time(9))


@pytest.mark.parametrize("text", ["обновлено 14:10", "— Update: 14:10", "Updated at 2:10 p.m.", "UPD 14:10"])
def test_read_moments_of_an_update_without_a_day(text: str) -> None:
    (moment,) = read_moments(text, near=NEAR)

    assert (moment.label, moment.day, moment.clock) == ("updated", None, time(14, 10))


@pytest.mark.parametrize(
    "text",
    [
        "Feb 31, 2017 — 10:00",
        "31 февраля 2017",
        "31.02.2017",
        "2017-13-01",
        "13/13/2017",
        "Oct 4, 2017 25:10",
    ],
)
def test_read_moments_that_cannot_be_names_the_problem(text: str) -> None:
    (moment,) = read_moments(text, near=NEAR)

    assert moment.problem is not None
    assert "does not exist" in moment.problem


def test_label_alone_is_known_from_a_label_with_a_time() -> None:
    assert label_alone("Updated:") == "updated"
    assert label_alone("Опубликовано") == "published"
    assert label_alone("Updated plans for the harbor") is None


def _resolved(*texts: str) -> tuple[datetime | None, datetime | None, dict[str, str]]:
    moments = [
        (at, text, moment) for at, text in enumerate(texts) for moment in read_moments(text, near=NEAR)
    ]
    times = resolve_times(moments, dump_date=NEAR, zone=MOSCOW)
    return times.published, times.updated, dict(times.guesses)


def test_resolve_an_update_after_midnight_is_on_the_next_day() -> None:
    published, updated, guesses = _resolved("Oct 4, 2017 — 23:50", "Update: 00:20")

    assert published == datetime(2017, 10, 4, 23, 50, tzinfo=MOSCOW)
    assert updated == datetime(2017, 10, 5, 0, 20, tzinfo=MOSCOW)
    assert "updated" in guesses


def test_resolve_a_stated_zone_is_turned_into_the_papers() -> None:
    published, _, _ = _resolved("2017-10-04T10:53:00Z")

    assert published is not None
    assert published.isoformat() == "2017-10-04T13:53:00+03:00"


def test_resolve_without_times_guesses_the_day_of_the_first_line() -> None:
    published, updated, guesses = _resolved()

    assert published == datetime(2017, 10, 4, tzinfo=MOSCOW)
    assert (updated, list(guesses)) == (None, ["published"])
