"""Names as the paper spells them, and persons who are named in full too late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine import dictionaries
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.russian import parses
from dateline.copydesk.engine.texts import ASIDE, HEADS, Checked, Finding, Text, Word
from dateline.entities.mentions import find_mentions

_FULL_NAME = {
    "en": re.compile(
        r"\b(?P<first>[A-Z][a-z]{2,})\s(?:[A-Z]\.\s)?(?P<last>[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)\b"
    ),
    "ru": re.compile(r"\b(?P<first>[А-ЯЁ][а-яё]{2,})\s(?P<last>[А-ЯЁ][а-яё]{3,})\b"),
}


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield spellings that the paper avoids, and surnames that stand before the full name."""
    yield from _avoided(story, desk)
    yield from _late_full_names(story)


def _avoided(story: Checked, desk: Desk) -> Iterator[Finding]:
    if not desk.names:
        return
    for text in story.texts:
        for mention in find_mentions(desk.name_index, text.text):
            fact = desk.names.get(mention.entity_id)
            if fact is None or not fact.is_avoided:
                continue
            written = text.text[mention.start : mention.end]
            yield Finding(
                rule="entity.avoided",
                kind=RuleKind.ENTITY,
                severity=Severity.ERROR,
                block=text.id,
                start=mention.start,
                end=mention.end,
                message=_("The paper does not write “%(avoided)s”.") % {"avoided": written},
                suggestions=(_in_case(fact.preferred, written),) if fact.preferred else (),
                why=_("The list of names has the spelling that the paper prefers."),
            )


def _in_case(preferred: str, written: str) -> str:
    """Return a preferred Russian name of one word in the case of what it replaces."""
    if " " in preferred or not re.search("[а-яё]", preferred):
        return preferred
    of_written, of_preferred = parses(written), parses(preferred)
    if not of_written or not of_preferred or of_written[0].tag.case is None:
        return preferred
    form = of_preferred[0].inflect(frozenset({str(of_written[0].tag.case)}))
    return form.word[:1].upper() + form.word[1:] if form is not None else preferred


def _late_full_names(story: Checked) -> Iterator[Finding]:
    pattern = _FULL_NAME.get(story.language)
    if pattern is None:
        return
    aside = HEADS | ASIDE | {"standfirst"}
    running = [text for text in story.texts if text.kind not in aside]
    firsts = _first_surnames(running, story.language)
    fulls: dict[str, tuple[tuple[int, int], str]] = {}
    for number, text in enumerate(running):
        for found in pattern.finditer(text.text):
            if _is_person(found["first"], found["last"], story.language):
                key = _surname(found["last"], story.language)
                fulls.setdefault(key, ((number, found.start()), found[0]))
    for key, (place, name) in fulls.items():
        first = firsts.get(key)
        if first is None or (first[0], first[1].start) >= place:
            continue
        yield Finding(
            rule="first_mention.full_name",
            kind=RuleKind.FIRST_MENTION,
            severity=Severity.WARNING,
            block=running[first[0]].id,
            start=first[1].start,
            end=first[1].end,
            message=_("“%(name)s” is named in full only later.") % {"name": name},
            why=_("The first mention in the text has the full name."),
        )


def _first_surnames(running: Sequence[Text], language: str) -> dict[str, tuple[int, Word]]:
    """Return where each word with a capital stands first: the block's number and the word."""
    firsts: dict[str, tuple[int, Word]] = {}
    for number, text in enumerate(running):
        for word in text.words:
            if word.text[0].isupper() and len(word.text) > 3 and not _is_of_firm(text.text, word):
                key = _surname(re.sub(r"['’]s$", "", word.text), language)
                firsts.setdefault(key, (number, word))
    return firsts


def _is_of_firm(text: str, word: Word) -> bool:
    """Say whether the word is part of a firm's name or owns something: “Hollin & Daughter”, “Adair’s”."""
    around = text[max(0, word.start - 2) : word.start] + text[word.end : word.end + 2]
    return "&" in around or word.text.endswith(("'s", "’s"))


def _surname(word: str, language: str) -> str:
    if language != "ru":
        return word
    return re.sub(r"(?:ого|ому|ым|ой|ою|ом|ем|у|ю|а|я|е|ы|и|ый|ий|ая)$", "", word)


def _is_person(first: str, last: str, language: str) -> bool:
    """Say whether two capitalized words are a person's name: a first name that is known, a surname that is no word."""
    if language == "ru":
        return any("Name" in parse.tag for parse in parses(first)) and not any(
            str(parse.tag.POS) == "NOUN" and not parse.tag.grammemes & {"Surn", "Name", "Geox", "Orgn"}
            for parse in parses(last)
        )
    return (
        not dictionaries.spells("en-us", first.lower())
        and dictionaries.spells("en-us", first)
        and not dictionaries.spells("en-us", last.lower())
    )
