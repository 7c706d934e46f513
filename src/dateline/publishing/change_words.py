"""Words that carry a fact: negations, numbers written out, months, weekdays. English and Russian."""

from __future__ import annotations

import re

_NEGATIONS = (
    "no not never none nobody nothing nowhere neither nor without cannot hardly barely"
    " не ни нет никогда никто никого никому ничто ничего нигде никак нельзя без вне кроме"
)
NEGATIONS = frozenset(_NEGATIONS.split())
NEGATIVE_ENDINGS = ("n't", "n’t")

_ENGLISH_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
    " thousand thousands million millions billion billions trillion trillions dozen dozens half third quarter"
    " first second fourth fifth sixth seventh eighth ninth tenth once twice double triple percent"
)
_ENGLISH_DATES = (
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
)
# Russian numbers, months and weekdays by their stems, because every case has another ending.
_RUSSIAN = re.compile(
    r"(один|одн[аоиу]|одн(ого|ому|им|ом|ой|их|ими)|дв[аеу]|двух|двум|двумя|дво[ей]|двоих|"
    r"тр[её]х|трём|трем|тремя|три|трое|троих|четыр|четвер|пят[ьиеоыа]|пять|шест|сем[ьи]|семь|семеро|"
    r"вос[еь]м|девят|десят|одиннадц|двенадц|тринадц|пятнадц|двадц|тридц|сорок|девяност|ст[оа]$|сотн|двест|трист|"
    r"пятьсот|тысяч|миллион|миллиард|триллион|полтор|половин|трет[ьи]|перв|втор|дважды|трижды|процент|"
    r"январ|феврал|март|апрел|ма[йяею]$|маем$|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    r"понедельник|вторник|сред[аыуе]$|четверг|пятниц|суббот|воскресен|сегодня|вчера|завтра)"
)
NUMBERS = frozenset(_ENGLISH_NUMBERS.split()) | frozenset(_ENGLISH_DATES.split())
NUMBER_SIGNS = frozenset("%‰$€£₽¥₴°±+−=<>№#")

# A changed word that opens a sentence is no name when it is one of these.
_OPENING_WORDS = (
    "the a an in on at of for from by with as and but or if when while after before it its he she they we i"
    " you this that these those there his her their our who what which according meanwhile however"
    " в на с по к у о об из за от до для при и а но или если когда пока после это этот эта эти он она они мы"
    " я вы как что кто по согласно между однако также"
)
OPENING_WORDS = frozenset(_OPENING_WORDS.split())


def is_negation(word: str) -> bool:
    """Return True for a word whose coming or going turns a sentence round."""
    return word in NEGATIONS or word.endswith(NEGATIVE_ENDINGS)


def is_number(word: str) -> bool:
    """Return True for a lower-case word or sign that counts, measures or dates something."""
    return (
        any(character.isdigit() for character in word)
        or word in NUMBERS
        or word in NUMBER_SIGNS
        or _RUSSIAN.match(word) is not None
    )
