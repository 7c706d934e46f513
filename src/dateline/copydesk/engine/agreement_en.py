"""English agreement: subjects with verbs, numbers and pointing words with nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.nouns_en import COLLECTIVE, PLURALS, SINGULARS, plural
from dateline.copydesk.engine.texts import Finding, Text

_PLURAL_WORDS = "|".join(sorted(PLURALS, key=len, reverse=True))
_SINGULAR_WORDS = "|".join(sorted(SINGULARS, key=len, reverse=True))
_ONE = "|".join(sorted(SINGULARS - COLLECTIVE - {"person"}, key=len, reverse=True))
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|several|many|both|few|[2-9]|[1-9]\\d+"
_TO_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}
_TO_PLURAL = {"was": "were", "is": "are", "has": "have", "does": "do"}
_START = r"(?:^|(?<=[.!?;:,”\"\n]\s)|(?<=\bthat\s)|(?<=\bbecause\s)|(?<=\bwhile\s)|(?<=\bwhen\s)|(?<=\bsaid\s)|(?<=\bbut\s))"

_NUMBER_NOUN = re.compile(
    rf"\b(?P<number>{_NUMBERS})\s+(?P<noun>{_SINGULAR_WORDS})(?=[.,;!?”\"]|\s+(?:were|was|are|is|have|has|had|in|at|on|from|and|who|that|said|died|to|by|for|with|when|after|before|of|ago|later)\b|$)",
    re.IGNORECASE,
)
_THESE = re.compile(
    rf"\b(?P<pointer>these|those)\s+(?P<noun>{_SINGULAR_WORDS})(?=[.,;!?]|\s+(?:were|was|are|is|have|has|had|in|at|on|who|said)\b)",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?P<pointer>this)\s+(?P<noun>people|men|women|children)\b", re.IGNORECASE)
_WHOS = re.compile(rf"\bwho(?P<mark>['’]s)\s+(?:{_SINGULAR_WORDS}|{_PLURAL_WORDS})(?![\w-])", re.IGNORECASE)
_MANY_IS = re.compile(
    rf"{_START}(?P<np>(?:the|these|those|many|several|all|some|most|two|three|four|five|six|ten|dozens of|hundreds of|thousands of)\s+(?:(?!of\b)[a-z-]+\s+)?(?:{_PLURAL_WORDS}))\s+(?P<verb>was|is|has)\b(?!\s*[,)])",
    re.IGNORECASE,
)
_ONE_ARE = re.compile(
    rf"{_START}(?P<np>(?:the|a|an|this|that|each|every|his|her|its|one)\s+(?:(?!of\b|and\b)[a-z-]+\s+)?(?:{_ONE}))\s+(?P<verb>were|are|have)\b(?!\s*[,)])",
    re.IGNORECASE,
)
_EACH_OF = re.compile(
    r"\b(?P<np>(?:each|one|neither|either)\s+of\s+(?:the|its|their|his|her|these|those|our)\s+(?:[a-z-]+\s+){1,2}?)(?P<verb>were|are|have)\b(?=\s+(?!who|that))",
    re.IGNORECASE,
)
_THE_NUMBER = re.compile(
    r"\b(?P<np>the\s+number\s+of\s+(?:[a-z-]+\s+){1,3}?)(?P<verb>were|are|have)\b", re.IGNORECASE
)
_EVERY = re.compile(
    r"\b(?P<np>(?:everyone|everybody|nobody|somebody|someone|no one)\s+)(?P<verb>were|are|have|do)\b",
    re.IGNORECASE,
)
_MANY_WHO = re.compile(
    rf"(?<!\bone of the )(?<!\bone of those )\b(?P<np>(?:{_PLURAL_WORDS})\s+who\s+)(?P<verb>was|is|has|does)\b",
    re.IGNORECASE,
)
_PRONOUN_MANY = re.compile(
    r"(?<!\bif\s)\b(?P<np>(?:they|we|you)\s+)(?P<verb>was|is|has|does)\b(?!\s+(?:called|named))",
    re.IGNORECASE,
)
_PRONOUN_ONE = re.compile(
    r"(?:^|(?<=[.!?,;”\"\n]\s)|(?<=\bthat\s)|(?<=\bbecause\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bsaid\s)|(?<=\bwhen\s))(?P<np>(?:he|she|it)\s+)(?P<verb>are|have|do|don['’]t)\b(?!\s+(?:to\b)?\s*$)",
    re.IGNORECASE,
)
_THERE = re.compile(
    rf"\b(?P<np>there\s+)(?P<verb>is|was|has\s+been)(?=\s+(?:{_NUMBERS}|dozens|hundreds|thousands|some|no)\s+(?:[a-z-]+\s+)?(?:{_PLURAL_WORDS}|reasons|ways|problems|signs|plans|places|things|jobs)\b)|\b(?P<np2>there\s+)(?P<verb2>is|was)(?=\s+(?:many|several)\b)",
    re.IGNORECASE,
)


def disagreements(text: Text) -> Iterator[Finding]:
    """Yield subjects and verbs, numbers and nouns that do not go together."""
    plain = text.text
    for found in _NUMBER_NOUN.finditer(plain):
        if not _describes(plain, found):
            yield _finding(text, found.start("noun"), found.end("noun"), plural(found["noun"].lower()))
    for found in _THESE.finditer(plain):
        yield _finding(text, found.start("noun"), found.end("noun"), plural(found["noun"].lower()))
    for found in _WHOS.finditer(plain):
        yield _finding(text, found.start(), found.end("mark"), _cased(found[0], "whose"))
    for found in _THIS.finditer(plain):
        wanted = "these"
        yield _finding(text, found.start("pointer"), found.end("pointer"), _cased(found["pointer"], wanted))
    for pattern, table in (
        (_MANY_IS, _TO_PLURAL),
        (_PRONOUN_MANY, _TO_PLURAL),
        (_MANY_WHO, _TO_PLURAL),
        (_ONE_ARE, _TO_SINGULAR),
        (_EACH_OF, _TO_SINGULAR),
        (_THE_NUMBER, _TO_SINGULAR),
        (_EVERY, _TO_SINGULAR),
        (_PRONOUN_ONE, _TO_SINGULAR | {"don't": "doesn't", "don’t": "doesn’t"}),
    ):
        for found in pattern.finditer(plain):
            yield _finding(text, found.start("verb"), found.end("verb"), table[found["verb"].lower()])
    for found in _THERE.finditer(plain):
        name = "verb" if found["verb"] else "verb2"
        wanted = {"is": "are", "was": "were"}.get(found[name].lower(), "have been")
        yield _finding(text, found.start(name), found.end(name), wanted)


def _describes(text: str, found: re.Match[str]) -> bool:
    """Say whether the number is part of a larger expression: a date, a decimal, “one of two”."""
    before = text[max(0, found.start() - 2) : found.start()]
    return (
        before[-1:] in ".,:-–/$€£#№" or bool(re.search(r"\d\s?$", before)) or found["number"].lower() == "few"
    )


def _cased(original: str, wanted: str) -> str:
    return wanted.capitalize() if original[:1].isupper() else wanted


def _finding(text: Text, start: int, end: int, wanted: str) -> Finding:
    return Finding(
        rule="grammar.en.agreement",
        kind=RuleKind.GRAMMAR,
        severity=Severity.ERROR,
        block=text.id,
        start=start,
        end=end,
        message=_("One and many do not go together here: “%(wanted)s”.") % {"wanted": wanted},
        suggestions=(wanted,),
    )
