"""What is found by which words, in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from dateline.fronts.models import HomePage
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.search.contexts import Order
from dateline.sections.models import SectionPage, Topic
from tests.factories.stories import NOON, picture, published
from tests.integration.search.conftest import found_by

Titles = Callable[..., list[str]]


def text(*paragraphs: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs]


@pytest.mark.parametrize(
    "query",
    [
        "governments",
        "Government",
        "GOVERNMENT’S",
        "правительства",
        "Правительство",
        "ежик",
        "ёжики",
        "café",
        "cafe",
    ],
)
def test_other_forms_of_a_word_find_it(titles: Titles, query: str) -> None:
    published(
        "Found", body=text("The government met. Правительством решено. Ёжика видели. Le cafe\u0301 closed.")
    )
    published("Other", body=text("Nothing of the kind."))

    assert titles(query) == ["Found"]


def test_everything_that_readers_see_is_found(titles: Titles) -> None:
    published(
        "Alpha",
        body=[("picture", {"picture": picture(caption="Bravo"), "caption": ""}), ("subheading", "Charlie")],
        standfirst="Delta",
        by=["Echo Foxtrot"],
        topics=["Golf"],
        kicker="Hotel",
        short_headline="India",
        dateline_place="Juliet",
        lead_picture=picture(caption="Kilo"),
    )

    words = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo"
    for word in words.split():
        assert titles(word) == ["Alpha"], word


def test_all_words_must_be_there(titles: Titles) -> None:
    published("Both", body=text("The ferry met the tram."))
    published("One", body=text("The ferry met nobody."))

    assert titles("ferry tram") == ["Both"]
    assert titles("ferry -tram") == ["One"]
    assert titles("ferry zeppelin") == []


def test_quoted_words_stand_together(titles: Titles) -> None:
    published("Together", body=text("We saw the winter palace burn."))
    published("Apart", body=text("In winter nobody heats the palace."), at=NOON + timedelta(hours=1))

    assert titles("winter palace") == ["Together", "Apart"]
    for query in ('"winter palace"', "«winter palace»", "“winter palace”", '"winter palace'):
        assert titles(query) == ["Together"]
    assert titles('winter -"winter palace"') == ["Apart"]


def test_no_phrase_reaches_from_one_part_into_the_next(titles: Titles) -> None:
    published("Harbour", standfirst="closes early", body=text("Tomorrow is Sunday."))

    assert titles('"harbour closes"') == titles('"early tomorrow"') == []


def test_headline_counts_more_than_the_text_and_new_more_than_old(titles: Titles) -> None:
    published("Ferry", at=NOON - timedelta(days=900), body=text("It sails."))
    published("Passing", at=NOON, body=text("There was a ferry, too."))
    published("Older", at=NOON - timedelta(days=400), body=text("There was a ferry, too."))
    published("About it", at=NOON - timedelta(days=400, hours=1), body=text("Ferry, ferry, ferry."))

    assert titles("ferry") == ["Ferry", "Passing", "About it", "Older"]
    assert titles("ferry", order=Order.NEWEST) == ["Passing", "Older", "About it", "Ferry"]
    assert titles("ferry", order=Order.OLDEST) == ["Ferry", "About it", "Older", "Passing"]


def test_topic_and_author_count_more_than_the_text(titles: Titles) -> None:
    published("Mentioned", at=NOON, body=text("A harbour, said Ines Moreau."))
    published("By and on", at=NOON - timedelta(days=300), by=["Ines Moreau"], topics=["Harbour"])

    assert titles("harbour") == titles("ines moreau") == ["By and on", "Mentioned"]


def test_filters_narrow_down(titles: Titles) -> None:
    published("Town", within="town", by=["Ines Moreau"], topics=["Harbour"], label="opinion", at=NOON)
    published("Sea", within="sea", by=["Hugo Lind"], at=NOON - timedelta(days=2))
    town, ines = SectionPage.objects.get(slug="town"), Contributor.objects.get(name="Ines Moreau")

    assert titles("ferry", section_id=town.pk) == ["Town"]
    assert titles("", contributor_id=ines.pk) == ["Town"]
    assert titles("ferry", topic_id=Topic.objects.get().pk) == ["Town"]
    assert titles("ferry", label="opinion") == ["Town"]
    assert titles("ferry", label="news") == ["Sea"]
    assert titles("ferry", since=date(2026, 3, 14)) == ["Town"]
    assert titles("ferry", until=date(2026, 3, 13)) == ["Sea"]
    assert titles("", since=date(2026, 3, 12), until=date(2026, 3, 12)) == ["Sea"]
    assert titles("ferry", until=date.max, since=date.min) == ["Town", "Sea"]
    assert titles("ferry", since=date(2026, 3, 14), until=date(2026, 3, 13)) == []
    assert titles("") == titles("!?") == titles("-ferry") == []


def test_years_are_counted(paper: HomePage) -> None:
    for year in (2019, 2019, 2024):
        published(
            f"Ferry {year}",
            slug=f"f-{year}-{len(found_by('ferry').story_ids)}",
            at=datetime(year, 5, 1, tzinfo=UTC),
        )

    assert found_by("ferry").years == ((2024, 1), (2019, 2))


def test_change_of_the_date_moves_it(titles: Titles) -> None:
    story = published("Early", at=NOON)
    published("Middle", at=NOON - timedelta(days=5))
    story.published_at = NOON - timedelta(days=20)

    publish_page(page=story, by=None, kind="update", at=NOON)

    assert titles("ferry", order=Order.NEWEST) == ["Middle", "Early"]


def test_more_of_one_minute_than_it_has_numbers_are_all_found(
    paper: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.search.numbering.PER_MINUTE", 2)
    for number in range(6):
        published(f"Ferry {number}", at=NOON)

    found = found_by("ferry", since=NOON.date(), until=NOON.date())

    assert found.count == 6
