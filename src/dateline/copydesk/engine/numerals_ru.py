"""Russian numerals with their nouns: два дома, пять домов, двадцать один дом."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.russian import inflect, is_only, parses
from dateline.copydesk.engine.texts import Finding, Text, Word
from dateline.copydesk.engine.word_sets import MONTHS_RU, word_set

_WRITTEN = {
    **dict.fromkeys(("два", "две", "три", "четыре", "полтора", "полторы", "оба", "обе"), 2),
    **dict.fromkeys(
        word_set("""
пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать
семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят сто
двести триста пятьсот несколько
"""),
        5,
    ),
}
_GENDERED = {
    "два": ("masc", "neut"),
    "две": ("femn",),
    "оба": ("masc", "neut"),
    "обе": ("femn",),
    "полтора": ("masc", "neut"),
    "полторы": ("femn",),
}
# After these a number stands in the genitive, the dative or another case, and its noun with it.
_OBLIQUE = word_set("""
около более менее свыше до от из без для у после порядка больше меньше среди к ко по с со о об при над под
перед между в во на за через каждый каждые всех этих тех первых последних чем против ради вместо кроме почти
про
""")
_ACCUSING = frozenset(["в", "во", "на", "за", "через", "про", "почти"])
# «Тысячи две человек», «человека три»: a guess, and the noun belongs to what stands before the number.
_ABOUT = word_set("""
тысячи тысяч миллиона миллионов сотни сотен человека человек минуты минут часа часов дня дней года лет раза
раз
""")
_TIMES = word_set("""
утра дня вечера ночи часа часов час минут минуты мая марта июня июля
""")
_MONTHS = frozenset(MONTHS_RU)
_DIGITS = re.compile(r"(?<![\w.,:/–-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})*|\d+)([ \u00a0])$")


def numeral_findings(text: Text) -> Iterator[Finding]:
    """Yield nouns whose form does not go with the number before them."""
    for place, word in enumerate(text.words):
        if not word.text.islower() or word.text in _MONTHS:
            continue
        number = _number_before(text, place)
        if number is not None:
            yield from _judge(text, place, word, *number)


def stands_after_number(text: Text, place: int) -> bool:
    """Say whether a number stands one or two words before: «два новых дома», «23 раненых ребёнка»."""
    for step in (0, 1):
        if place - step < 0:
            return False
        if _number_before(text, place - step) is not None:
            return True
    start = text.words[place].start
    return any(map(str.isdigit, text.text[max(0, start - 12) : start]))


def _number_before(text: Text, place: int) -> tuple[int, str, str] | None:
    """Return the number as 1, 2 (to 4) or 5, as it is written, and the word before it."""
    word = text.words[place]
    previous = text.words[place - 1] if place else None
    gap_start = previous.end if previous else 0
    gap = text.text[gap_start : word.start]
    digits = (
        _DIGITS.search(text.text[max(0, word.start - 16) : word.start])
        if any(map(str.isdigit, gap))
        else None
    )
    if digits:
        if re.search(r"[№#]\s?$", gap[: gap.rindex(digits[1])]):
            return None
        # «Рожков, 74 лет»: an age is told in the genitive.
        led_by = "," if "," in gap else previous.text.lower() if previous and gap.strip() == digits[1] else ""
        return _class_of(int(re.sub(r"\D", "", digits[1]))), digits[1], led_by
    if previous is not None and gap in (" ", "\u00a0") and previous.text.lower() in _WRITTEN:
        before = text.words[place - 2] if place >= 2 else None
        if before is not None and before.text.lower() in _ABOUT:
            return None
        led = before.text.lower() if before and text.between(before, previous) in (" ", "\u00a0") else ""
        return _WRITTEN[previous.text.lower()], previous.text.lower(), led
    return None


def _class_of(number: int) -> int:
    if number % 100 in range(11, 15):
        return 5
    return {1: 1, 2: 2, 3: 2, 4: 2}.get(number % 10, 5)


def _judge(text: Text, place: int, word: Word, kind: int, written: str, led_by: str) -> Iterator[Finding]:
    if not is_only(word.text, "NOUN") or (word.text in _TIMES and led_by in ("в", "к", "до", "с", "около")):
        return
    nouns = [parse.tag for parse in parses(word.text)]
    if any("Fixd" in tag or "Abbr" in tag for tag in nouns) or (
        written.isdigit() and len(written) == 4 and word.text[:3] in ("год", "гг")
    ):
        return
    is_oblique = led_by == "," or (led_by in _OBLIQUE and led_by not in _ACCUSING) or _could_govern(led_by)
    allowed = _allowed(
        kind,
        is_oblique=is_oblique,
        is_place=led_by in ("в", "во", "на", "о", "об", "при"),
        is_ordinal=written.isdigit(),
    )
    genders = _GENDERED.get(written)
    fits = any(
        (str(tag.case).replace("gen2", "gent").replace("loc2", "loct"), str(tag.number)) in allowed
        and (genders is None or tag.gender in genders or tag.gender is None or "ms-f" in tag)
        for tag in nouns
    )
    if fits:
        return
    wanted = ("sing", "gent") if kind == 2 else ("plur", "gent") if kind == 5 else ("sing", "nomn")
    form = inflect(word.text, "NOUN", *wanted)
    yield Finding(
        rule="numerals.ru",
        kind=RuleKind.NUMERALS,
        severity=Severity.ERROR,
        block=text.id,
        start=word.start,
        end=word.end,
        message=_("After “%(number)s” the noun stands in another form.") % {"number": written},
        suggestions=(form,) if form and form != word.text else (),
    )


def _could_govern(word: str) -> bool:
    """Say whether the word before the number could be a noun, which puts the number into the genitive."""
    return (
        bool(word)
        and word not in ("его", "её", "ее", "их")
        and any(str(parse.tag.POS) in ("NOUN", "ADJF", "PRTF", "COMP") for parse in parses(word))
    )


def _allowed(kind: int, *, is_oblique: bool, is_place: bool, is_ordinal: bool) -> frozenset[tuple[str, str]]:
    """Return the case and number that the noun may have."""
    if kind == 1:
        forms = {("nomn", "sing"), ("accs", "sing")}
        return frozenset(
            forms | {(case, "sing") for case in ("gent", "datv", "ablt", "loct")}
            if is_oblique or is_place
            else forms
        )
    forms = {("gent", "sing")} if kind == 2 else {("gent", "plur")}
    if is_oblique:
        forms |= {(case, "plur") for case in ("gent", "datv", "ablt", "loct")}
    if is_place:
        # «В 15 домах», and ordinals: «на 5 странице».
        forms |= {("loct", "plur")}
        if is_ordinal:
            forms |= {("loct", "sing"), ("accs", "sing")} if kind == 5 else {("loct", "sing")}
    return frozenset(forms)
