"""English grammar: what Harper finds, and rules of ours for what it lets pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine import dictionaries
from dateline.copydesk.engine.agreement_en import disagreements
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.harper_client import Lint, grammar_lints
from dateline.copydesk.engine.harper_rules import SPELLING
from dateline.copydesk.engine.texts import Checked, Finding, Text, Word
from dateline.copydesk.engine.verbs_en import (
    BARE,
    BARE_BEFORE_OBJECT,
    BASE_OF_PARTICIPLE,
    BASE_OF_PAST,
    PLAIN_THIRD,
    participle,
    third,
)
from dateline.copydesk.engine.word_sets import word_set

_HAVE = frozenset(["have", "has", "had", "haven't", "hasn't", "hadn't", "having"])
_MODAL = word_set("""
will would can could shall should may might must cannot can't won't wouldn't couldn't shouldn't
""")
_BE = frozenset(["was", "were", "been", "being", "is", "are", "be", "isn't", "aren't", "wasn't", "weren't"])
# “Would had”, “could was”: of these only one form can follow.
_PLAIN_AUXILIARY = {
    "had": "have",
    "has": "have",
    "was": "be",
    "were": "be",
    "is": "be",
    "are": "be",
    "did": "do",
    "does": "do",
}
_SURE_MODAL = frozenset(
    ["would", "could", "should", "cannot", "can't", "won't", "wouldn't", "couldn't", "shouldn't"]
)
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_BETWEEN = word_set("""
not never also already since only just still long ever now recently reportedly yet
""")
_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they"])
_OBJECT = re.compile(r"\s(?:a|an|his|her|their|its|him|them|us|me|my|our)\b")
LONGEST_TEXT = 20_000
# Harper takes “until 4:40 a.m.” and “an SU-27” for articles that do not fit.
_AFTER_ARTICLE = re.compile(r"\s[a-z]{2}")


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield mistakes of grammar in an English story."""
    if story.language != "en":
        return
    for text in story.texts:
        if not text.is_running and text.kind != "caption":
            continue
        yield from _of_harper(text)
        yield from _verb_forms(text)
        yield from disagreements(text)


def _of_harper(text: Text) -> Iterator[Finding]:
    for lint in lints_of(text) or ():
        if lint.rule == SPELLING or any(left <= lint.start < right for left, right in text.web):
            continue
        if lint.rule == "AnA" and not _AFTER_ARTICLE.match(text.text, lint.end):
            continue
        yield Finding(
            rule=f"grammar.harper.{lint.rule}",
            kind=RuleKind.GRAMMAR,
            severity=Severity.ERROR,
            block=text.id,
            start=lint.start,
            end=lint.end,
            message=lint.message.replace("`", "“", 1).replace("`", "”", 1),
            suggestions=lint.replacements,
        )


def lints_of(text: Text) -> tuple[Lint, ...] | None:
    """Return what Harper finds in a block; None where it was not asked or gave no answer."""
    return grammar_lints(text.text) if len(text.text) <= LONGEST_TEXT else None


def _verb_forms(text: Text) -> Iterator[Finding]:
    words = text.words
    for place, word in enumerate(words):
        auxiliary = word.text.lower().replace("’", "'")
        table = next((one for one in (_HAVE, _MODAL, _DO, _BE) if auxiliary in one), None)
        if table is None:
            continue
        verb, asks = _verb_after(text, words, place)
        if verb is None:
            continue
        written = verb.text
        wanted = _wanted(
            table, written, auxiliary, asks=asks, before_object=_OBJECT.match(text.text, verb.end) is not None
        )
        if not wanted and table is _MODAL:
            wanted = _without_s(word, verb, words[place - 1].text.lower() if place else "")
        if wanted and wanted != written:
            yield Finding(
                rule="grammar.en.verb_form",
                kind=RuleKind.GRAMMAR,
                severity=Severity.ERROR,
                block=text.id,
                start=word.start,
                end=verb.end,
                message=_("After “%(auxiliary)s” the verb is “%(form)s”.")
                % {"auxiliary": word.text, "form": wanted},
                suggestions=(text.text[word.start : verb.start] + wanted,),
            )


def _verb_after(text: Text, words: tuple[Word, ...], place: int) -> tuple[Word | None, bool]:
    """Return the verb that an auxiliary governs, and whether its subject stands between them."""
    asks = False
    for step in range(1, 4):
        if place + step >= len(words):
            return None, asks
        here = words[place + step]
        if text.between(words[place + step - 1], here) not in (" ", "\u00a0"):
            return None, asks
        plain = here.text.lower()
        if plain in _SUBJECTS and step == 1:
            asks = True
        elif plain not in _BETWEEN:
            return here, asks
    return None, asks


def _wanted(table: frozenset[str], verb: str, auxiliary: str, *, asks: bool, before_object: bool) -> str:
    if not verb.islower():
        return ""
    if table is _HAVE:
        if not asks and (verb in BARE or (before_object and verb in BARE_BEFORE_OBJECT)):
            return participle(verb)
        base = _past_only(verb)
        return participle(base) if base and base in _distinct() else ""
    if table is _BE:
        return participle(verb) if verb in BARE and verb != "be" and not asks else ""
    if verb in _PLAIN_AUXILIARY and auxiliary in _SURE_MODAL and not asks:
        return _PLAIN_AUXILIARY[verb]
    if verb in PLAIN_THIRD and (table is _MODAL or not asks or auxiliary != "do"):
        return PLAIN_THIRD[verb]
    if table is _MODAL and verb in BASE_OF_PAST and verb not in _ADJECTIVES:
        return BASE_OF_PAST[verb]
    if table is _DO and ("n't" in auxiliary or asks or auxiliary == "did") and verb in BASE_OF_PAST:
        return BASE_OF_PAST[verb]
    return ""


def _without_s(modal: Word, verb: Word, before: str) -> str:
    """Return the verb of “would meets”; nothing for questions (“why would prices fall”) and nouns (“the will states”)."""
    written, modal_word = verb.text, modal.text.lower()
    is_noun_too = modal_word in ("will", "can", "may", "might", "must")
    if (
        modal.starts
        or before in _ASKING
        or (is_noun_too and before not in _PRONOUNS)
        or not written.islower()
    ):
        return ""
    if not re.search(r"(?<![su])s$", written) or written in _END_IN_S or len(written) < 5:
        return ""
    for base in (written[:-1], written[:-2], written[:-3] + "y"):
        if (
            written == third(base)
            and dictionaries.spells("en-us", base)
            and dictionaries.spells("en-us", _ing(base))
        ):
            return base
    return ""


def _ing(base: str) -> str:
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"


_ASKING = word_set("""
how why what when where which who whom whose nor neither so than only if and but or
""")
_PRONOUNS = word_set("""
he she it they we you i who which that this these those there
""")
_END_IN_S = word_set("""
always sometimes perhaps besides afterwards towards nowadays perhaps series lens sports others his hers
theirs ours
""")


def _past_only(verb: str) -> str:
    base = BASE_OF_PAST.get(verb, "")
    return base if base and participle(base) != verb else ""


def _distinct() -> frozenset[str]:
    return frozenset(BASE_OF_PARTICIPLE.values())


_ADJECTIVES = frozenset(["united", "used", "based"])
