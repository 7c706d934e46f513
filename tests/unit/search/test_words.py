"""Words, stems, questions and what a story is found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.excerpts import LONGEST, excerpt
from dateline.search.index.asking import LONGEST_PHRASE, LONGEST_QUERY, MOST_TERMS, parse_query
from dateline.search.index.expressions import AllOf, AnyOf, Lexemes, Without, to_fts5, to_tsquery
from dateline.search.index.lexemes import SIGN, StoryText, about, in_headline
from dateline.search.index.words import LONGEST_FORM, forms_of, spans_of, stem


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Mayor’s ÉCLAIR", ["mayor", "eclair"]),
        ("don't O’Brien", ["dont", "obrien"]),
        ("Ёлка, йод и за\u0301мок", ["елка", "йод", "и", "замок"]),
        ("Ґанок її", ["ґанок", "її"]),
        ("covid-19", ["covid", "19"]),
        ("soft\u00adhyphen zero\u200bwidth \u202eright", ["softhyphen", "zerowidth", "right"]),
        ("ﬁne ① İstanbul straße", ["fine", "1", "istanbul", "strasse"]),
        ("😀 … — _ ' «»", []),
        ("a" * 100, ["a" * LONGEST_FORM]),
    ],
)
def test_forms_are_the_same_however_a_word_is_written(text: str, forms: list[str]) -> None:
    assert forms_of(text) == forms


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        (["council", "councils"], True),
        (["мэр", "мэра", "мэром"], True),
        (["1917"], True),
        (["mayor", "may"], False),
    ],
)
def test_stems_join_the_forms_of_a_word(forms: list[str], same: bool) -> None:
    assert (len({stem(form) for form in forms}) == 1) is same


def test_question_is_taken_apart() -> None:
    asked = parse_query('Мэр "Winter  Palace" -snow -«первый снег» covid-19 the')

    assert [term.forms for term in asked.terms] == [("мэр",), ("winter", "palace"), ("covid", "19")]
    assert [term.forms for term in asked.excluded] == [("snow",), ("первый", "снег")]
    assert asked.plain_forms == ("мэр", "covid", "19", "the")


@pytest.mark.parametrize("query", ["the", "to be or not to be", "и"])
def test_question_of_small_words_alone_asks_for_them(query: str) -> None:
    assert parse_query(query).terms


@pytest.mark.parametrize("query", ["", " ", "-", '"', '""', "—", "-snow", "!?", "\x00", "😀", "\u202e"])
def test_question_without_a_word_asks_nothing(query: str) -> None:
    assert parse_query(query).terms == ()


def test_dash_between_words_excludes_nothing() -> None:
    assert parse_query("Москва - столица").excluded == parse_query("Paris – Texas").excluded == ()


@given(st.text(max_size=LONGEST_QUERY * 2))
def test_any_text_is_a_question_of_bounded_size_that_both_databases_can_be_asked(query: str) -> None:
    asked = parse_query(query)

    assert len(asked.text) <= LONGEST_QUERY
    assert len(asked.terms) <= MOST_TERMS
    assert len(asked.excluded) <= MOST_TERMS
    for term in (*asked.terms, *asked.excluded):
        assert 0 < len(term.stems) <= LONGEST_PHRASE
        for lexeme in term.stems:
            assert lexeme
            assert not set(lexeme) & set(" \t\n\r\0\"'\\:*^()&|!<>" + SIGN)
            assert len(lexeme) <= LONGEST_FORM + 1


def test_conditions_are_written_for_both_databases() -> None:
    condition = Without(
        AllOf((Lexemes(("a", "b")), AnyOf((Lexemes(("c",)), Lexemes(("d",)))))), Lexemes(("e",))
    )

    assert to_fts5(condition) == '(("a" + "b" AND ("c" OR "d")) NOT "e")'
    assert to_tsquery(condition) == "((('a' <-> 'b') & ('c' | 'd')) & !'e')"


def test_story_is_about_its_headline_and_what_it_repeats() -> None:
    story = StoryText(
        marks=("s·1",),
        headline=("ferry",),
        standfirst=(),
        names=(),
        body=("tram",) * 3 + ("bus", "the", "the", "the"),
    )

    lexemes = story.lexemes()

    assert {in_headline("ferri"), about("ferri"), about("tram"), "s·1"} <= set(lexemes)
    assert not {about("bus"), about("the"), in_headline("tram")} & set(lexemes)
    assert StoryText.unpacked(story.packed()) == story


def test_spans_say_where_words_stand() -> None:
    text = "The mayor’s café, за\u0301мок!"

    assert [(found, text[begin:end]) for found, begin, end in spans_of(text)] == [
        ("the", "The"),
        ("mayor", "mayor’s"),
        ("cafe", "café"),
        (stem("замок"), "за\u0301мок"),
    ]


def test_excerpt_shows_where_most_words_stand_and_escapes_the_rest() -> None:
    text = "ferry " + "lorem ipsum " * 60 + "then the <b>ferry & the trams</b> met " + "dolor sit " * 60

    shown = excerpt(text, stems={"ferri", "tram"})

    assert "&lt;b&gt;<mark>ferry</mark> &amp; the <mark>trams</mark>&lt;/b&gt;" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_excerpt_without_the_words_is_the_beginning() -> None:
    assert excerpt("Short & sweet", stems={"other"}) == "Short &amp; sweet"


@given(st.text(max_size=600), st.text(max_size=20))
def test_excerpt_of_any_text_is_short_escaped_and_part_of_it(text: str, word: str) -> None:
    shown = excerpt(text, stems={stem(form) for form in forms_of(word)})

    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert len(plain) <= 6 * (LONGEST + 2)
