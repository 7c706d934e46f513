"""Which words of a text are a name, and which only look like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.entities.mentions import Spelling, build_index, find_mentions

STATE, UNIVERSITY, BASE, PORT, FALCON, TOWN, ODD, DAWN = range(1, 9)

SPELLINGS = (
    Spelling(STATE, "Islamic State", "en", plural=True),
    Spelling(STATE, "ISIS", "en", plural=True),
    Spelling(STATE, "Исламское государство", "ru", plural=True),
    Spelling(STATE, "ИГИЛ", "ru", plural=True),
    Spelling(UNIVERSITY, "Islamic State University", "en", plural=True),
    Spelling(BASE, "Al-Qaeda", "en", plural=True),
    Spelling(BASE, "Аль-Каида", "ru", plural=True),
    Spelling(PORT, "Harbor Media", "en", plural=True),
    Spelling(PORT, "Гавань Медиа", "ru", plural=True),
    Spelling(FALCON, "John O'Falcon", "en"),
    Spelling(FALCON, "Иван Соколов", "ru"),
    Spelling(TOWN, "Lugansk", "en"),
    Spelling(TOWN, "Луганск", "ru"),
    Spelling(ODD, "C++", "en"),
    Spelling(ODD, "A.B*C", "en"),
    Spelling(ODD, "Shaw & Sons (London)", "en"),
    Spelling(DAWN, "Dawn", "en", plural=True),
    Spelling(DAWN, "Движение «Рассвет»", "ru", plural=True),
    Spelling(DAWN, "Рассвет", "ru", plural=True),
)
ENGLISH = build_index(SPELLINGS, language="en")
RUSSIAN = build_index(SPELLINGS, language="ru")


def found(text: str, language: str = "en") -> list[tuple[int, str]]:
    index = ENGLISH if language == "en" else RUSSIAN
    return [(mention.entity_id, text[mention.start : mention.end]) for mention in find_mentions(index, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Islamic State said.", [(STATE, "Islamic State")]),
        ("ISLAMIC STATE CLAIMS", [(STATE, "ISLAMIC STATE")]),
        ("the islamic state group", [(STATE, "islamic state")]),
        ("Islamic State's men", [(STATE, "Islamic State's")]),
        ("Islamic State’s men", [(STATE, "Islamic State’s")]),
        ("two Islamic States", [(STATE, "Islamic States")]),
        ("“Islamic State”", [(STATE, "Islamic State")]),
        ("Islamic\nState", [(STATE, "Islamic\nState")]),
        ("Islamic\u00a0State", [(STATE, "Islamic\u00a0State")]),
        ("Islamic\u202fState", [(STATE, "Islamic\u202fState")]),
        ("Isla\u00admic State", [(STATE, "Isla\u00admic State")]),
        ("Islamic State-linked men", [(STATE, "Islamic State")]),
        ("pro-Islamic State posts", [(STATE, "Islamic State")]),
        ("anti-ISIS raid", [(STATE, "ISIS")]),
        ("US-ISIS clashes", [(STATE, "ISIS")]),
        ("Islamic State University opened", [(UNIVERSITY, "Islamic State University")]),
        ("Islamic State, university", [(STATE, "Islamic State")]),
        ("ISIS and Isis and isis", [(STATE, "ISIS")]),
        ("ISIS's men", [(STATE, "ISIS's")]),
        ("Al-Qaeda, al-Qaeda, Al Qaeda", [(BASE, "Al-Qaeda"), (BASE, "al-Qaeda"), (BASE, "Al Qaeda")]),
        ("Al\u2011Qaeda", [(BASE, "Al\u2011Qaeda")]),
        ("Harbor Media/ISIS", [(PORT, "Harbor Media"), (STATE, "ISIS")]),
        ("John O’Falcon and John O'Falcon's", [(FALCON, "John O’Falcon"), (FALCON, "John O'Falcon's")]),
        ("in Lugansk.", [(TOWN, "Lugansk")]),
        ("Dawn broke Dawn", [(DAWN, "Dawn"), (DAWN, "Dawn")]),
        ("C++ and C", [(ODD, "C++")]),
        ("A.B*C", [(ODD, "A.B*C")]),
        ("Shaw & Sons (London) said", [(ODD, "Shaw & Sons (London)")]),
        ("Islamic State Islamic State", [(STATE, "Islamic State"), (STATE, "Islamic State")]),
    ],
)
def test_english_names_are_found(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Islamic. State",
        "Islamic, State",
        "Islamic – State",
        "Islamic\n\nState",
        "nonislamic statehood",
        "Islamic Statement",
        "Lugansk-on-Sea",
        "Lugansk-Northern",
        "New-Lugansk",
        "Lugansker",
        "two John O'Falcons",
        "dawn broke",
        "lugansk.example",
        "@Lugansk",
        "my_Lugansk",
        "AxBBC",
        "C--",
        "Shaw Sons London",
        "",
    ],
)
def test_what_only_looks_like_an_english_name_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Исламское государство» заявило", [(STATE, "Исламское государство")]),
        ("боевики «Исламского государства»", [(STATE, "Исламского государства")]),
        ("террористической организации «Исламское государство»", [(STATE, "Исламское государство")]),
        ("Исламскому государству", [(STATE, "Исламскому государству")]),
        ("с Исламским государством", [(STATE, "Исламским государством")]),
        ("об Исламском\u00a0государстве", [(STATE, "Исламском\u00a0государстве")]),
        ("ИСЛАМСКОЕ ГОСУДАРСТВО", [(STATE, "ИСЛАМСКОЕ ГОСУДАРСТВО")]),
        ("против ИГИЛ", [(STATE, "ИГИЛ")]),
        ("против ИГИЛа", [(STATE, "ИГИЛа")]),
        ("борьба с ISIS", [(STATE, "ISIS")]),
        ("в Луганске", [(TOWN, "Луганске")]),
        ("из Луганска", [(TOWN, "Луганска")]),
        ("под Луганском", [(TOWN, "Луганском")]),
        ("Аль-Каидой и «Аль-Каиды»", [(BASE, "Аль-Каидой"), (BASE, "Аль-Каиды")]),
        ("антиигиловский ИГИЛ", [(STATE, "ИГИЛ")]),
        ("Ивану Соколову", [(FALCON, "Ивану Соколову")]),
        ("Иваном Соколовым", [(FALCON, "Иваном Соколовым")]),
        ("движения «Рассвет»", [(DAWN, "движения «Рассвет")]),
        ('движением "Рассвет"', [(DAWN, 'движением "Рассвет')]),
        ("«Рассвету»", [(DAWN, "Рассвету")]),
        ("Гавань Медиа, Гавани Медиа", [(PORT, "Гавань Медиа"), (PORT, "Гавани Медиа")]),
        ("про-Луганск", [(TOWN, "Луганск")]),
    ],
)
def test_russian_names_are_found_in_any_case(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text, "ru") == expected


@pytest.mark.parametrize(
    "text",
    ["на рассвете", "луганский", "луганске", "Луганск-Северный", "исламский, государство", "игил", "Соколов"],
)
def test_what_only_looks_like_a_russian_name_is_left(text: str) -> None:
    assert found(text, "ru") == []


def test_yo_and_e_are_one_letter() -> None:
    index = build_index([Spelling(1, "Артём Королёв", "ru")], language="ru")

    assert len(find_mentions(index, "Артема Королева и Артёма Королёва")) == 2


def test_a_decomposed_letter_is_found() -> None:
    index = build_index([Spelling(1, "Бейрут", "ru")], language="ru")

    assert len(find_mentions(index, "в Беи\u0306руте")) == 1


def test_a_name_of_another_language_is_used_where_the_story_has_none_in_its_script() -> None:
    index = build_index([Spelling(1, "Dernière Heure", "fr"), Spelling(2, "Die Welle", "de")], language="en")

    assert {mention.entity_id for mention in find_mentions(index, "Dernière Heure, Die Welle")} == {1, 2}


def test_a_name_of_another_language_gives_way_to_the_language_s_own() -> None:
    index = build_index([Spelling(1, "Brand", "de"), Spelling(1, "Fire", "en")], language="en")

    assert find_mentions(index, "Brand new") == ()


def test_overlapping_names_give_way_to_the_longest() -> None:
    spellings = [Spelling(1, "North Port", "en"), Spelling(2, "Port Authority Bank", "en")]
    text = "North Port Authority Bank"

    (mention,) = find_mentions(build_index(spellings, language="en"), text)

    assert (mention.entity_id, text[mention.start : mention.end]) == (2, "Port Authority Bank")


def test_capitals_count_where_the_desk_says_so() -> None:
    spellings = [
        Spelling(1, "Dawn", "en", letter_case="any"),
        Spelling(2, "eMotion Lab", "en", letter_case="exact"),
    ]
    index = build_index(spellings, language="en")

    assert [mention.entity_id for mention in find_mentions(index, "dawn, Emotion Lab, eMotion Lab")] == [1, 2]


@given(st.text(alphabet="IslamicState ISцарь«»'’-.\n\u00a0@_+*", max_size=80))
def test_mentions_are_in_order_apart_and_inside_the_text(text: str) -> None:
    mentions = find_mentions(ENGLISH, text)

    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_text_may_be_a_name_or_a_story(name: str, story: str) -> None:
    index = build_index([Spelling(1, name, "ru"), Spelling(2, name, "en")], language=None)

    find_mentions(index, story)


@given(st.lists(st.sampled_from(["Harbor", "Media", "North", "Light"]), min_size=2, max_size=4))
def test_a_name_is_found_between_other_words(words: list[str]) -> None:
    name = " ".join(words)
    text = f"said {name}, which"

    (mention,) = find_mentions(build_index([Spelling(7, name, "en")], language="en"), text)

    assert text[mention.start : mention.end] == name
