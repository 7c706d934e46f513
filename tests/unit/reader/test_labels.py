"""What stands over a headline and between quotation marks."""

from types import SimpleNamespace

import pytest

from dateline.reader.templatetags.reader_tags import quotable, spoken_labels


def _labels(label: str, kicker: str, headline: str = "A headline", code: str = "news") -> dict[str, str]:
    section = SimpleNamespace(label="City")
    item = SimpleNamespace(label=label, label_code=code, kicker=kicker, headline=headline, section=section)
    return spoken_labels(item, section.label)


@pytest.mark.parametrize(
    ("label", "kicker", "shown"),
    [
        ("Explainer", "Explained", {"section": "City", "label": "Explainer"}),
        ("", "City", {"section": "City"}),
        ("City", "Courts", {"section": "City", "kicker": "Courts"}),
        ("", "City Hall", {"section": "City", "kicker": "City Hall"}),
        ("Review", "Opera", {"section": "City", "label": "Review", "kicker": "Opera"}),
    ],
)
def test_labels_never_say_the_same_twice(label: str, kicker: str, shown: dict[str, str]) -> None:
    assert _labels(label, kicker) == shown


def test_a_kicker_that_opens_the_headline_is_left_to_the_headline() -> None:
    assert "kicker" not in _labels("", "Monday Net", "Monday Net: a stolen anchor")


def test_a_paid_story_always_says_so() -> None:
    assert _labels("City", "", code="sponsored")["label"] == "City"


def test_nothing_is_said_when_there_is_nothing_to_say() -> None:
    item = SimpleNamespace(
        label="", label_code="", kicker="", headline="Words", section=SimpleNamespace(label="City")
    )
    assert spoken_labels(item, "") == {}


@pytest.mark.parametrize(
    ("quote", "language", "shown"),
    [
        ("Набралось одиннадцать страниц.", "ru", "Набралось одиннадцать страниц"),
        ("Набралось одиннадцать страниц…", "ru", "Набралось одиннадцать страниц…"),
        ("Набралось...", "ru", "Набралось..."),
        ("«Разница — вот она, спит»", "ru", "Разница — вот она, спит"),
        ("«Да», — сказал он. «Нет»", "ru", "«Да», — сказал он. «Нет»"),
        ("“Shook my hand.”", "en", "Shook my hand."),
        ("Shook my hand.", "en-GB", "Shook my hand."),
    ],
)
def test_pull_quotes_fit_between_their_marks(quote: str, language: str, shown: str) -> None:
    assert quotable(quote, language) == shown
