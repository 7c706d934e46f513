"""When the writer has written the note: the sentences that the threshold was measured on."""

from __future__ import annotations

import pytest

from dateline.entities.mentions import Spelling, build_index, find_mentions
from dateline.entities.wording import LIKENESS, is_written, likeness_near

NOTES = {
    "en": "a terrorist group banned in Russia",
    "ru": "террористическая организация, запрещённая в России",
}
STATE, BASE, THIRD = 1, 2, 3
SPELLINGS = [
    Spelling(STATE, "Islamic State", "en"),
    Spelling(BASE, "Al-Qaeda", "en"),
    Spelling(THIRD, "Boko Haram", "en"),
    Spelling(STATE, "Исламское государство", "ru"),
    Spelling(BASE, "Аль-Каида", "ru"),
]
WRITTEN = [
    ("en", "Islamic State, a terrorist group banned in Russia, released a video."),
    ("en", "Islamic State (banned in Russia as a terrorist group) said."),
    ("en", "The banned-in-Russia terrorist group Islamic State said."),
    ("en", "Islamic State claimed it. The group is banned in Russia as a terrorist group."),
    ("en", "Islamic State (terrorist group; its activity is banned in Russia)"),
    ("en", "Islamic State and Al-Qaeda, terrorist groups banned in Russia, met."),
    ("en", "Islamic State, Boko Haram and Al-Qaeda (all terrorist groups, banned in Russia)"),
    ("en", "Al-Qaeda, Boko Haram and Islamic State (all terrorist groups, banned in Russia)"),
    ("en", "Islamic State, a terrorist group that has been banned by a court in Russia"),
    ("ru", "«Исламское государство» (террористическая организация, запрещена в России) заявило"),
    ("ru", "Боевики террористической организации «Исламское государство», запрещённой в России"),
    ("ru", "«Исламское государство» (запрещенная в РФ террористическая организация)"),
    ("ru", "члены запрещенной в России террористической организации «Исламское государство»"),
    ("ru", "«Исламского государства» (организация признана террористической и запрещена в России)"),
    ("ru", "Исламскому государству (деятельность террористической организации запрещена в РФ)"),
]
NOT_WRITTEN = [
    ("en", "Islamic State attacked. The terrorist group said it fought Russia."),
    ("en", "Islamic State said its terrorist group attacked Russia."),
    ("en", "Islamic State is banned in many countries."),
    ("en", "Islamic State (banned in Russia)"),
    ("en", "Islamic State fought Al-Qaeda, a terrorist group banned in Russia."),
    ("en", "Al-Qaeda, a terrorist group banned in Russia, fought Islamic State."),
    ("en", "Al-Qaeda (a terrorist group banned in Russia) and Islamic State met"),
    ("en", "Islamic State met a Russia minister. Alcohol was banned. A terrorist was shot by a group."),
    ("en", "Islamic State is here. " + "So it goes. " * 20 + "It is a terrorist group banned in Russia."),
    ("en", "Islamic State, a group banned in Kazakhstan"),
    ("en", "Russia banned imports. Islamic State is a terrorist group."),
    ("ru", "Исламское государство напало на Россию, сообщила террористическая организация."),
    ("ru", "«Исламское государство» запрещено."),
    ("ru", "Исламское государство воюет с Аль-Каидой, террористической организацией, запрещённой в России."),
    ("ru", "В России запрещена реклама, «Исламское государство» — организация"),
    ("ru", "Организация из России помогла жертвам «Исламского государства»"),
]


def likeness(language: str, text: str) -> float:
    mentions = find_mentions(build_index(SPELLINGS, language=language), text)
    mention = next(mention for mention in mentions if mention.entity_id == STATE)
    others = [other for other in mentions if other.entity_id != STATE]
    said = likeness_near(note=NOTES[language], text=text, mention=mention, others=others, language=language)
    written = is_written(note=NOTES[language], text=text, mention=mention, others=others, language=language)
    assert written == (said >= LIKENESS)
    return said


@pytest.mark.parametrize(("language", "text"), WRITTEN)
def test_a_note_in_other_words_is_recognized(language: str, text: str) -> None:
    assert likeness(language, text) >= LIKENESS


@pytest.mark.parametrize(("language", "text"), NOT_WRITTEN)
def test_words_that_are_not_the_note_do_not_replace_it(language: str, text: str) -> None:
    assert likeness(language, text) < LIKENESS


def test_the_threshold_lies_between_what_was_measured() -> None:
    lowest = min(likeness(*case) for case in WRITTEN)
    highest = max(likeness(*case) for case in NOT_WRITTEN)

    assert highest + 0.03 < LIKENESS < lowest - 0.03
