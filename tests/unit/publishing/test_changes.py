"""Which changes may be called typos, and what is proposed: a table in English and Russian."""

import time
from typing import Any

import pytest

from dateline.publishing.changes import compare, text_reasons
from dateline.publishing.choices import CHANGE_KINDS, NOTICE_KINDS, Kind

# (before, after, reasons); no reasons: a typo, proposed. Only "text": offered, but an update is proposed.
TEXTS = [
    # Plain typos.
    ("The goverment fell on its own.", "The government fell on its own.", ""),
    ("He recieved the letter.", "He received the letter.", ""),
    ("the the harbor", "the harbor", ""),
    ("They went  home.", "They went home.", ""),
    ("She said so", "She said so.", ""),
    ("Yes, it is,", "Yes, it is;", ""),
    ("alot of rain", "a lot of rain", ""),
    ("any body came", "anybody came", ""),
    ("in moscow today's snow", "in Moscow today's snow", ""),
    ("the President said", "the president said", ""),
    ("Teh minister left.", "The minister left.", ""),
    (
        "Goverment offices closed; the government said so.",
        "Government offices closed; the government said so.",
        "",
    ),
    ("its own fault", "it's own fault", ""),
    ("a quiet harbour", "a quiet harbor", ""),
    ("Правительсво пало, но правительство осталось.", "Правительство пало, но правительство осталось.", ""),
    ("Он получл письмо.", "Он получил письмо.", ""),
    ("в в городе", "в городе", ""),
    ("Они пришли домой", "Они пришли домой.", ""),
    ("что бы ни случилось", "чтобы ни случилось", ""),
    ("еще раз", "ещё раз", ""),
    ("в москве снег", "в Москве снег", ""),
    ("Котрый год подряд", "Который год подряд", "text"),
    ("Еси он прав", "Если он прав", ""),
    # Numbers, in digits, in words, and their signs.
    ("12 people died", "13 people died", "number"),
    ("12 people died", "12 people were hurt", "text"),
    ("in 2016 the law", "in 2017 the law", "number"),
    ("1,000 homes", "1.000 homes", "number"),
    ("five ships sank", "nine ships sank", "number"),
    ("sixteen ships", "sixty ships", "number,text"),
    ("a million rubles", "a billion rubles", "number"),
    ("rose by 5%", "rose by 5", "number"),
    ("cost $40", "cost €40", "number"),
    ("it was -5 outside", "it was 5 outside", "number"),
    ("on monday morning", "on sunday morning", "number"),
    ("погибли 12 человек", "погибли 13 человек", "number"),
    ("пять кораблей", "шесть кораблей", "number,text"),
    ("двое погибли", "трое погибли", "number"),
    ("4 мая", "4 марта", "number,text"),
    ("во вторник утром", "в среду утром", "number,text"),
    ("миллион рублей", "миллиард рублей", "number,text"),
    ("рост 5%", "рост 5", "number"),
    # Names.
    ("the mayor Sobyanin said", "the mayor Sobyanina said", "name"),
    ("the mayor of Tver", "the mayor of Tula", "name,text"),
    ("Vladimir Putin said", "Vladislav Putin said", "name,text"),
    ("Novak said nothing new", "Nowak said nothing new", "text"),
    ("the US forces", "the us forces", "name"),
    ("troops of NATO", "troops of NATA", "name"),
    ("мэр Собянин заявил", "мэр Собакин заявил", "name"),
    ("мэр Твери", "мэр Тулы", "name,text"),
    ("войска США", "войска ША", "name"),
    # Negations.
    ("he is guilty", "he is not guilty", "negation,text"),
    ("he can go", "he can't go", "negation"),
    ("he did go", "he didn’t go", "negation,text"),
    ("never again", "ever again", "negation"),
    ("he is now free", "he is not free", "negation"),
    ("без сомнения он", "сомнения он", "negation,text"),
    ("он виновен", "он не виновен", "negation"),
    ("никто пришел", "кто пришел", "negation"),
    # Quotations.
    ("He said: “We will win.”", "He said: “We shall win.”", "quotation,text"),
    ("He said “we wil win” there", "He said “we will win” there", "quotation"),
    ("He said we will win", "He said “we will win”", "quotation"),
    ('the "so called" truth', "the so called truth", "quotation"),
    ("Он сказал: «Мы победим».", "Он сказал: «Мы победили».", "quotation"),
    ("Он сказал «мы победим»", "Он сказал “мы победим”", ""),
    ("Он назвал это «войной»", "Он назвал это войной", "quotation"),
    # Rewording: only a person can say that the meaning stays.
    ("He walked home slowly", "He strolled home slowly", "text"),
    ("He walked home", "He walked home and ate", "text"),
    ("Guilty.", "Guilty?", "text"),
    ("Он шел домой", "Он брел домой", ""),
    ("Он медленно шел домой", "Он шел домой", "text"),
    ("", "A paragraph that is new.", "text"),
]


@pytest.mark.parametrize(("before", "after", "expected"), TEXTS)
def test_text_change_is_judged(before: str, after: str, expected: str) -> None:
    assert ",".join(sorted(set(text_reasons(before, after)))) == expected


@pytest.mark.parametrize(("before", "after", "expected"), TEXTS)
def test_hard_reasons_do_not_depend_on_the_direction(before: str, after: str, expected: str) -> None:
    hard = {"number", "negation", "name", "quotation"}

    assert set(text_reasons(after, before)) & hard == set(expected.split(",")) & hard


def content(blocks: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    text = {"id": "a", "kind": "paragraph", "text": "Some words.", "html": "<p>Some words.</p>"}
    return {"fields": {"headline": "A headline", "topics": [1], **fields}, "blocks": blocks or [text]}


def block(block_id: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"id": block_id, "kind": "paragraph", "text": text, **more}


def judge(before: dict[str, Any], after: dict[str, Any]) -> Any:
    return compare(
        before,
        after,
        meaningful_fields=frozenset({"headline", "lead_picture"}),
        text_fields=frozenset({"kicker"}),
    )


CONTENTS = [
    (content(), content(headline="A  headline"), ("field:headline",)),
    (content(), content(lead_picture="p1"), ("field:lead_picture",)),
    (content(), content(topics=[1, 2]), ()),
    (content(kicker="In Tver"), content(kicker="In Tula"), ("name", "text")),
    (content([block("a", "x")]), content([block("a", "x"), block("b", "y")]), ("field:blocks",)),
    (content([block("a", "x"), block("b", "y")]), content([block("a", "x")]), ("field:blocks",)),
    (
        content([block("a", "x"), block("b", "y")]),
        content([block("b", "y"), block("a", "x")]),
        ("field:blocks",),
    ),
    (content([block("a", "x")]), content([block("b", "x")]), ("field:blocks",)),
    (
        content([block("a", data={"caption": "1"})]),
        content([block("a", data={"caption": "2"})]),
        ("field:blocks",),
    ),
    (
        content([block("a", html='<a href="/1/">x</a>')]),
        content([block("a", html='<a href="/2/">x</a>')]),
        ("field:links",),
    ),
    (content([block("a", html="<b>x</b>")]), content([block("a", html="<i>x</i>")]), ()),
]


@pytest.mark.parametrize(("before", "after", "reasons"), CONTENTS)
def test_change_of_a_content_is_judged(
    before: dict[str, Any], after: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    change = judge(before, after)

    assert not change.is_empty
    assert change.reasons == reasons
    assert (Kind.TYPO in change.allowed) == (not reasons)
    assert change.proposed == (Kind.UPDATE if reasons else Kind.TYPO)


def test_nothing_changed_is_empty() -> None:
    assert judge(content(), content()).is_empty


def test_what_a_page_only_shows_of_shared_records_is_no_change() -> None:
    before = content([block("a", "An old caption", data={"picture": "p"}, shown={"credit": "Old"})])
    after = content([block("a", "A new caption", data={"picture": "p"}, shown={"credit": "New"})])
    before["shown"], after["shown"] = {"bylines": ["Ann Old"]}, {"bylines": ["Ann New"]}

    assert judge(before, after).is_empty


def test_rewording_is_offered_as_typo_but_not_proposed() -> None:
    change = judge(content([block("a", "He walked home")]), content([block("a", "He strolled home")]))

    assert change.allowed == CHANGE_KINDS
    assert change.proposed == Kind.UPDATE


def test_notice_kinds_are_always_offered() -> None:
    change = judge(content(), content(headline="Another"))

    assert set(NOTICE_KINDS) < set(change.allowed)
    assert not {Kind.NEW, Kind.REMOVAL, Kind.TYPO} & set(change.allowed)


@pytest.mark.parametrize(
    "change", ["one word", "every tenth word", "everything", "one long word", "shuffled"]
)
def test_twelve_thousand_characters_are_judged_quickly(change: str) -> None:
    words = [f"{'words' * (number % 3)}the{number % 90}" if number % 4 else "the" for number in range(1900)]
    words = [word.translate(str.maketrans("0123456789", "abcdefghij")) for word in words]
    old = " ".join(words)[:12_000]
    new = {
        "one word": old.replace("theba", "tehba", 1),
        "every tenth word": " ".join("an" if i % 10 == 0 else word for i, word in enumerate(old.split())),
        "everything": old.swapcase()[::-1],
        "one long word": "x" * 12_000,
        "shuffled": " ".join(sorted(old.split())),
    }[change]

    started = time.process_time()
    list(text_reasons(old, new))

    assert time.process_time() - started < 0.5
