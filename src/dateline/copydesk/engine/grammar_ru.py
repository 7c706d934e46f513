"""Russian grammar by rules on pymorphy3: what stands side by side must agree.

There is no maintained Russian grammar checker that runs in our process, so these rules cover what they say and no
more: prepositions with cases, adjectives with nouns, subjects with verbs next to them, -тся and -ться. A rule
speaks only where every reading of both words contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.clauses_ru import tsya_findings
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.numerals_ru import numeral_findings, stands_after_number
from dateline.copydesk.engine.russian import inflect, is_only, parses
from dateline.copydesk.engine.texts import Checked, Finding, Text, Word
from dateline.copydesk.engine.word_sets import word_set

_GEN, _DAT, _ACC, _INS, _LOC = ("gent", "gen2"), ("datv",), ("accs", "acc2"), ("ablt",), ("loct", "loc2")
_CASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        word_set("""
без безо для до из изо от ото у около после кроме вместо среди ради против вдоль вне из-за из-под посреди
"""),
        _GEN,
    ),
    **dict.fromkeys(["к", "ко", "благодаря", "согласно", "вопреки", "навстречу"], _DAT),
    **dict.fromkeys(["через", "про", "сквозь"], _ACC),
    **dict.fromkeys(["над", "надо", "перед", "передо"], _INS),
    "между": _INS + _GEN,
    "при": _LOC,
    **dict.fromkeys(["о", "об", "обо"], _LOC + _ACC),
    **dict.fromkeys(["в", "во", "на"], _ACC + _LOC),
    **dict.fromkeys(["с", "со"], _GEN + _INS + _ACC),
    "по": _DAT + _ACC + _LOC,
    **dict.fromkeys(["за", "под"], _ACC + _INS),
}
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF"})
_ALL_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
# Adjectives that govern a noun in a case of its own: «полный воды», «верный слову».
_GOVERNING = word_set("""
полный достойный известный равный верный близкий благодарный довольный подобный свойственный нужный готовый
похожий присущий доступный понятный необходимый выгодный богатый занятый больной знакомый чужой родной
видный обязанный должный самый весь сам один который свой каждый другой иной такой
""")
_ABOUT_PEOPLE = frozenset(
    [
        "рабочий",
        "учёный",
        "ученый",
        "больной",
        "раненый",
        "пострадавший",
        "погибший",
        "дежурный",
        "главный",
        "военный",
        "задержанный",
    ]
)
_CONJUNCTIONS = frozenset(["и", "или", "а", "но", "как", "чем", "что"])


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield mistakes of grammar in a Russian story."""
    if story.language != "ru":
        return
    for text in story.texts:
        if not text.is_running and text.kind not in ("caption", "headline", "short_headline"):
            continue
        yield from numeral_findings(text)
        yield from tsya_findings(text)
        for place in range(1, len(text.words)):
            if text.between(text.words[place - 1], text.words[place]) in (" ", "\u00a0"):
                yield from _pair(text, place)


def _pair(text: Text, place: int) -> Iterator[Finding]:
    left, right = text.words[place - 1], text.words[place]
    plain = left.text.lower()
    if plain in _CASES:
        yield from _after_preposition(text, left, right)
        return
    if not (left.text.islower() or left.starts) or not right.text.islower():
        return
    yield from _adjective_and_noun(text, place, left, right)
    yield from _subject_and_verb(text, place, left, right)


def _after_preposition(text: Text, left: Word, right: Word) -> Iterator[Finding]:
    allowed = _CASES[left.text.lower()]
    found = parses(right.text)
    if not found or not right.text.islower() or "-" in text.text[right.end : right.end + 1]:
        return
    if any(str(parse.tag.POS) not in _DECLINED or "Fixd" in parse.tag for parse in found):
        return
    cases = {str(parse.tag.case) for parse in found}
    if cases & set(allowed) or (left.text.lower() == "за" and right.text.lower() == "что"):
        return
    part = str(found[0].tag.POS)
    number = str(found[0].tag.number or "sing")
    wanted = [allowed[0]] if allowed[0] in _ALL_CASES else []
    suggestions = tuple(
        form for case in wanted if (form := inflect(right.text, part, case, number)) and form != right.text
    )
    yield _finding(
        "preposition_case", text, right,
        _("After “%(preposition)s” this case cannot stand.") % {"preposition": left.text},
        suggestions,
    )  # fmt: skip


def _adjective_and_noun(text: Text, place: int, left: Word, right: Word) -> Iterator[Finding]:
    if not is_only(left.text, "ADJF") or not _is_noun(right.text) or stands_after_number(text, place - 1):
        return
    adjectives = parses(left.text)
    nouns = tuple(parse for parse in parses(right.text) if str(parse.tag.POS) == "NOUN")
    if any("Apro" in parse.tag or parse.normal_form in _GOVERNING | _ABOUT_PEOPLE for parse in adjectives):
        return
    if any("Subx" in parse.tag for parse in adjectives) or any(
        "Fixd" in parse.tag or "ms-f" in parse.tag for parse in nouns
    ):
        return
    if any(_agree(adjective.tag, noun.tag) for adjective in adjectives for noun in nouns):
        return
    # «Новые жителей» could be «новые» and a genitive that belongs elsewhere.
    if not any(noun.tag.case in ("nomn", "accs", "loct") for noun in nouns) and not _shares_number_and_gender(
        adjectives, nouns
    ):
        return
    tag = nouns[0].tag
    wanted = [str(tag.case), str(tag.number)] + (
        [str(tag.gender)] if tag.number == "sing" and tag.gender else []
    )
    form = inflect(left.text, "ADJF", *wanted)
    yield _finding(
        "adjective_noun", text, left,
        _("“%(adjective)s” does not agree with “%(noun)s”.") % {"adjective": left.text, "noun": right.text},
        (form,) if form and form != left.text else (), end=right if not form else None,
    )  # fmt: skip


def _is_noun(word: str) -> bool:
    """Say whether the word is a noun first of all; «дорога» could be an adjective, too."""
    found = parses(word)
    return bool(found) and str(found[0].tag.POS) == "NOUN" and is_only(word, "NOUN", "ADJS")


def _shares_number_and_gender(adjectives: tuple[Any, ...], nouns: tuple[Any, ...]) -> bool:
    return any(
        a.tag.number == n.tag.number and (a.tag.number == "plur" or a.tag.gender == n.tag.gender)
        for a in adjectives for n in nouns
    )  # fmt: skip


def _agree(adjective: Any, noun: Any) -> bool:
    left, right = adjective.grammemes, noun.grammemes
    cases = {case.replace("gen2", "gent").replace("loc2", "loct").replace("acc2", "accs") for case in right}
    if not (left & cases & _ALL_CASES):
        return False
    if "plur" in left and ("plur" in right or "Pltm" in right):
        return True
    if "sing" in left and "sing" in right:
        genders = left & {"masc", "femn", "neut"}
        return not genders or bool(genders & right) or "GNdr" in right or "Ms-f" in right
    return False


def _subject_and_verb(text: Text, place: int, left: Word, right: Word) -> Iterator[Finding]:
    """Compare a noun that can only be a subject with the verb beside it, whichever comes first."""
    for noun, verb in ((left, right), (right, left)):
        if not is_only(noun.text, "NOUN") or not is_only(verb.text, "VERB") or noun.text == "друг":
            continue
        nouns, verbs = parses(noun.text), parses(verb.text)
        if not _can_only_be_subject(text, place, noun is left, nouns, verbs) or any(
            "Fixd" in parse.tag or parse.tag.grammemes & {"Name", "Surn", "Patr", "Abbr"} for parse in nouns
        ):
            continue
        if noun is left and (place >= 2 and _belongs_to_another(text, place)):
            continue
        if any(_fits(parse_verb.tag, parse_noun.tag) for parse_verb in verbs for parse_noun in nouns):
            continue
        tag = nouns[0].tag
        past = all(parse.tag.tense == "past" for parse in verbs)
        wanted = ["past" if past else str(verbs[0].tag.tense), str(tag.number)]
        wanted += (
            [str(tag.gender)] if past and tag.number == "sing" and tag.gender else ([] if past else ["3per"])
        )
        form = inflect(verb.text, "VERB", *wanted)
        yield _finding(
            "subject_verb", text, verb,
            _("“%(verb)s” does not agree with “%(noun)s”.") % {"verb": verb.text, "noun": noun.text},
            (form,) if form and form != verb.text else (),
        )  # fmt: skip


_TIMES = word_set("""
день ночь вечер утро год месяц неделя час минута секунда раз лето зима весна осень время сутки век полдень
полночь понедельник полгода полчаса полдня вторник среда четверг пятница суббота воскресенье километр метр
тонна рубль процент
""")


def _can_only_be_subject(
    text: Text, place: int, is_first: bool, nouns: tuple[Any, ...], verbs: tuple[Any, ...]
) -> bool:
    """Say whether the noun is in the nominative: by its form, or because the verb beside it takes no object."""
    cases = {str(parse.tag.case) for parse in nouns}
    if cases == {"nomn"}:
        return True
    if (
        cases != {"nomn", "accs"}
        or not is_first
        or any("intr" not in parse.tag or parse.normal_form == "быть" for parse in verbs)
    ):
        return False
    before = [word.text.lower() for word in text.words[max(0, place - 3) : place - 1]]
    return not any(word in _CASES for word in before) and not any(
        parse.normal_form in _TIMES for parse in nouns
    )


def _belongs_to_another(text: Text, place: int) -> bool:
    """Say whether what precedes the noun makes more of it: «и полиция», «брат, сестра», a number."""
    before = text.words[place - 2]
    gap = text.between(before, text.words[place - 1])
    return (
        before.text.lower() in _CONJUNCTIONS
        or "," in gap
        or any(map(str.isdigit, gap))
        or stands_after_number(text, place - 1)
    )


def _fits(verb: Any, noun: Any) -> bool:
    tags, named = verb.grammemes, noun.grammemes
    if "impr" in tags or tags & {"1per", "2per"}:
        return True
    if "plur" in named:
        return "plur" in tags
    if "plur" in tags:
        return False
    if "past" not in tags:
        return True
    genders = named & {"masc", "femn", "neut"}
    # «Мэр заявила»: a man's word for a woman's post is right.
    return (
        not genders
        or bool(tags & genders)
        or ("femn" in tags and "masc" in named and "anim" in named)
        or "ms-f" in named
    )


def _finding(
    rule: str,
    text: Text,
    word: Word,
    message: str,
    suggestions: tuple[str, ...] = (),
    *,
    end: Word | None = None,
) -> Finding:
    return Finding(
        rule=f"grammar.ru.{rule}",
        kind=RuleKind.GRAMMAR,
        severity=Severity.ERROR,
        block=text.id,
        start=word.start,
        end=(end or word).end,
        message=message,
        suggestions=suggestions,
    )
