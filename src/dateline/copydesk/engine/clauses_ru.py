"""Russian verbs in their clause: -тся and -ться, pronouns with verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.russian import has, parses
from dateline.copydesk.engine.texts import Finding, Text, Word
from dateline.copydesk.engine.word_sets import word_set

_GOVERNORS = re.compile(
    r"^(?:мог(?:у|ут|ла|ло|ли)?|мож(?:ет|ем|ете)|долж(?:ен|на|но|ны)|нужно|надо|можно|нельзя|необходимо|следует|стоит|придётся|"
    r"придется|приходится|пришлось|хо(?:чет|тят|тел|тела|тели)|хотим|буд(?:ет|ут|ем)|начал[аи]?|начн(?:ёт|ет|ут)|начинает|"
    r"перестал[аи]?|продолжа(?:ет|ют|л|ла|ли)|реши(?:л|ла|ли)|планиру(?:ет|ют)|намерен[аы]?|обеща(?:ет|ют|л|ла|ли)|пообещал[аи]?|"
    r"пыта(?:ется|ются|лся|лась|лись)|собира(?:ется|ются|лся|лась|лись)|готов[аы]?|сможет|смогут|смог(?:ла|ли)?|успел[аи]?|"
    r"предлож(?:ил|ила|или|ат)|предлага(?:ет|ют)|разрешил[аи]?|запретил[аи]?|отказал(?:ся|ась|ись)|согласил(?:ся|ась|ись)|помог(?:ла|ли)?|"
    r"решено|разрешено|запрещено|пора|вынужден[аы]?|способ(?:ен|на|ны)|рискует|рискуют|удалось|удастся|любит|любят|умеет|умеют)$"
)
_SUBJECTS = {"он": ("sing", "masc"), "она": ("sing", "femn"), "оно": ("sing", "neut"), "они": ("plur", "")}
_ADVERBS = word_set("""
не больше уже ещё еще снова опять также тоже скоро теперь сейчас вместе сами сам сама всё все
""")
_CLAUSE_END = re.compile(r"[,.;:!?—–()«»“”„\"\n…]")
_PREDICATES = frozenset({"VERB", "PRED", "ADJS", "PRTS", "COMP"})
_JOINERS = word_set("""
чтобы если как чем куда где когда зачем прежде перед вместо ли лишь только бы пусть и или
""")


def tsya_findings(text: Text) -> Iterator[Finding]:
    """Yield forms in -тся where an infinitive is wanted, infinitives without a governor, and «она сообщил»."""
    for clause in _clauses(text):
        yield from _wants_infinitive(text, clause)
        yield from _finite_after_modal(text, clause)
        yield from _lonely_infinitive(text, clause)
        yield from _pronoun_and_verb(text, clause)


def _clauses(text: Text) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in text.words:
        if clause and _CLAUSE_END.search(text.between(clause[-1], word)):
            yield clause
            clause = []
        clause.append(word)
    if clause:
        yield clause


def _wants_infinitive(text: Text, clause: list[Word]) -> Iterator[Finding]:
    for place, word in enumerate(clause):
        plain = word.text.lower()
        if not plain.endswith("тся") or len(plain) < 6:
            continue
        infinitive = plain[:-3] + "ться"
        if not has(infinitive, "INFN"):
            continue
        before = place - 1
        while before >= 0 and clause[before].text.lower() in _ADVERBS:
            before -= 1
        if before >= 0 and _GOVERNORS.match(clause[before].text.lower()):
            yield _finding(text, word, infinitive)


_STRICT = re.compile(
    r"^(?:мог(?:у|ут|ла|ло|ли)?|мож(?:ет|ем|ете)|долж(?:ен|на|но|ны)|нужно|надо|можно|нельзя|необходимо|следует|придётся|придется|"
    r"хо(?:чет|тят)|будет|будут|начал[аи]?|пыта(?:ется|ются|лся|лась|лись)|сможет|смогут|смог(?:ла|ли)?|намерен[аы]?)$"
)


def _finite_after_modal(text: Text, clause: list[Word]) -> Iterator[Finding]:
    """«Может закрывается», «должны откроют»: after these only an infinitive can stand."""
    for left, right in pairwise(clause):
        found = parses(right.text)
        if not _STRICT.match(left.text.lower()) or not found:
            continue
        if any(
            str(parse.tag.POS) != "VERB" or "3per" not in parse.tag or parse.normal_form in ("быть", "стать")
            for parse in found
        ):
            continue
        yield _finding(text, right, str(found[0].normal_form))


def _lonely_infinitive(text: Text, clause: list[Word]) -> Iterator[Finding]:
    """«Дорога строиться»: a subject, an infinitive, and nothing that could govern it."""
    for place, word in enumerate(clause):
        plain = word.text.lower()
        if not plain.endswith("ться") or place == 0:
            continue
        finite = plain[:-4] + "тся"
        if not has(finite, "VERB"):
            continue
        others = [other for other in clause if other is not word]
        if any(other.text.lower() in _JOINERS for other in others) or any(
            _is_predicate(other.text) for other in others
        ):
            continue
        subject = (
            clause[place - 1].text
            if clause[place - 1].text.lower() not in _ADVERBS or place < 2
            else clause[place - 2].text
        )
        if (
            subject.lower() in _SUBJECTS
            or subject.lower() in ("который", "которая", "которое", "это")
            or _is_plain_subject(subject, clause)
            or any(_is_only_subject(other, clause) for other in clause[:place])
        ):
            yield _finding(text, word, finite)


def _is_predicate(word: str) -> bool:
    found = parses(word)
    if found and str(found[0].tag.POS) == "ADVB":
        return False
    return (
        any(str(parse.tag.POS) in _PREDICATES for parse in parses(word))
        or _GOVERNORS.match(word.lower()) is not None
    )


_WANTING = word_set("""
желание возможность право план решение готовность необходимость попытка шанс время пора просьба призыв
задача цель долг обязанность способность намерение умение привычка охота предложение повод причина приказ
мечта надежда честь смысл риск требование обещание идея дело способ мысль
""")


def _is_plain_subject(word: str, clause: list[Word]) -> bool:
    nouns = parses(word)
    if not nouns or any(
        parse.normal_form in _WANTING for other in clause for parse in parses(other.text)[:2]
    ):
        return False
    return all(str(parse.tag.POS) == "NOUN" for parse in nouns) and any(
        parse.tag.case == "nomn" and parse.tag.number == "sing" for parse in nouns
    )


def _is_only_subject(word: Word, clause: list[Word]) -> bool:
    nouns = parses(word.text)
    return (
        bool(nouns)
        and all(str(parse.tag.POS) == "NOUN" and parse.tag.case == "nomn" for parse in nouns)
        and _is_plain_number(word.text, clause)
    )


def _is_plain_number(word: str, clause: list[Word]) -> bool:
    return not any(parse.normal_form in _WANTING for other in clause for parse in parses(other.text)[:2])


def _pronoun_and_verb(text: Text, clause: list[Word]) -> Iterator[Finding]:
    for left, right in pairwise(clause):
        wanted = _SUBJECTS.get(left.text.lower())
        found = parses(right.text)
        if wanted is None or not found or any(str(parse.tag.POS) != "VERB" for parse in found):
            continue
        number, gender = wanted
        if any(
            parse.tag.number == number and (parse.tag.tense != "past" or not gender or parse.tag.gender == gender)
            and parse.tag.person in (None, "3per")
            for parse in found
        ):  # fmt: skip
            continue
        form = found[0].inflect(frozenset({number, gender} - {""}))
        suggestions = (form.word,) if form is not None and form.word != right.text else ()
        yield Finding(
            rule="grammar.ru.subject_verb",
            kind=RuleKind.GRAMMAR,
            severity=Severity.ERROR,
            block=text.id,
            start=right.start,
            end=right.end,
            message=_("“%(verb)s” does not agree with “%(noun)s”.") % {"verb": right.text, "noun": left.text},
            suggestions=suggestions,
        )


def _finding(text: Text, word: Word, wanted: str) -> Finding:
    return Finding(
        rule="grammar.ru.tsya",
        kind=RuleKind.GRAMMAR,
        severity=Severity.ERROR,
        block=text.id,
        start=word.start,
        end=word.end,
        message=_("Here it is “%(wanted)s”.") % {"wanted": wanted},
        suggestions=(wanted,),
        why=_("-ться answers “to do what?”, -тся answers “does what?”."),
    )
