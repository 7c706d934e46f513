"""Quotations that nobody is said to have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.quotes import Quotation, quotations
from dateline.copydesk.engine.texts import Checked, Finding, Text

_SPEECH = {
    "en": re.compile(
        r"\b(?:sa(?:ys?|id|ying)|told|tells?|telling|add(?:s|ed)|ask(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|explain(?:s|ed)?|wrote|writes?|"
        r"writing|written|announce[sd]?|warn(?:s|ed)?|claim(?:s|ed)?|admit(?:s|ted)?|insist(?:s|ed)?|recall(?:s|ed)?|according|quoted?|cited|citing|"
        r"argue[sd]?|argued|shout(?:s|ed)?|whisper(?:s|ed)?|joke[sd]?|declare[sd]?|promise[sd]?|stated?|states|tweeted|posted|read(?:s|ing)?|"
        r"remark(?:s|ed)?|note[sd]?|conclude[sd]?|suggest(?:s|ed)?|agree[sd]?|complain(?:s|ed)?|cried|cries|sang|sings|muttered|observe[sd]?|"
        r"comment(?:s|ed)?|repeat(?:s|ed)?|demand(?:s|ed)?|urge[sd]?|describe[sd]?|called|calls|reported|reports|recommends?|recommended|shows?|"
        r"begins?|ends?|went on|goes on|put it|objected|objects|responded|responds|confirmed|denied|denies|vowed|swore|boasted|laughed|sighed|named|known as|titled|entitled|"
        r"testified|pleaded|ruled|ruling|remembers?|remembered|thinks?|thought|proposed|concedes?|conceded|acknowledged|in (?:his|her|its|their|a|the) (?:words?|statement|letter|report|speech|column|note|verdict|view))\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:с?каз(?:ал|ыва|ав)\w*|говор(?:ит|ят|ил|и)\w*|сообщ\w+|заяв(?:ил|ля|ле)\w*|отме(?:тил|ча)\w*|подч[её]рк\w+|добав(?:ил|ля)\w*|объясн\w+|поясн\w+|"
        r"рассказ\w+|утвержд\w+|счита\w+|увер\w+|призна\w+|напомн\w+|напомин\w+|пообеща\w+|обеща\w+|предупре\w+|уточн\w+|полага\w+|спро(?:сил|ш)\w*|спрашива\w+|"
        r"ответ(?:ил|ст|и)\w*|отвеча\w+|пи(?:шет|шут|сал)\w*|написа\w+|цитир\w+|вспомин\w+|вспомн\w+|возраз\w+|возража\w+|настаива\w+|жал(?:у|ова)\w+|шут(?:ит|ят|ил)\w*|пошут\w+|"
        r"крик\w+|крич\w+|кивну\w+|вздох\w+|вздыха\w+|усмех\w+|смеётся|смеется|смеются|перечисл\w+|призва\w+|призыва\w+|заключ(?:ил|а)\w*|резюмир\w+|констатир\w+|гласит|значится|"
        r"говорится|по слов\w+|по мнени\w+|по данн\w+|по выражени\w+|по версии|согласно|словами|слова|слов|фраз\w+|назы?ва\w+|назвал\w*|названи\w+|поблагодар\w+|благодар\w+|дела(?:ет|ют) вывод|"
        r"удивля\w+|удивил\w+|радует\w*|сетует|сетова\w+|советует|посоветова\w+|просит|просил\w*|попросил\w*|требу\w+|потребова\w+|думает|надеет\w+|замет(?:ил|и)\w*|замеча\w+|произн[её]с\w*|бормоч\w+|"
        r"повтор\w+|командует|скоманд\w+|объяв(?:ил|ля)\w*|доложи\w+|прочита\w+|чита(?:ет|ем|ют)|поёт|пели|подсчита\w+|прикид\w+|реагиру\w+|отреаг\w+|делится|поделил\w+|подыто\w+|парир\w+|описыва\w+|описал\w*)",
        re.IGNORECASE,
    ),
}
_WORDS_OF_A_SENTENCE = 5
_ENDS = re.compile(r"[.!?…,][”»\"]$|[”»\"][.,!?]?$")


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield quotations of whole sentences in paragraphs that name no speaker, nor the one before."""
    speech = _SPEECH.get(story.language)
    if speech is None:
        return
    paragraphs = [text for text in story.texts if text.kind == "paragraph"]
    for place, text in enumerate(paragraphs):
        found = [one for one in quotations(text.text) if _is_speech(text.text, one)]
        if not found or _is_attributed(text, found, speech):
            continue
        if place and _leads_on(paragraphs[place - 1], text, found[0], speech):
            continue
        first = found[0]
        yield Finding(
            rule="attribution.missing",
            kind=RuleKind.ATTRIBUTION,
            severity=Severity.WARNING,
            block=text.id,
            start=first.start,
            end=first.end,
            message=_("Who says this? The paragraph names no source."),
            why=_("Every quotation has a speaker, in its own sentence or in the one before."),
        )


def _is_speech(text: str, quotation: Quotation) -> bool:
    inner = text[quotation.start + 1 : quotation.end].strip('”»"“')
    words = inner.split()
    if len(words) < _WORDS_OF_A_SENTENCE or not inner[:1].isupper():
        return False
    # Titles of books and laws have no full stop within or after them.
    before = text[: quotation.start].rstrip()
    ends = inner.rstrip()[-1:] in ".!?…," or text[quotation.end : quotation.end + 1] in (",", ".", "!", "?")
    return ends and (not before or before[-1:] in '.!?…:,»”"\n—–' or quotation.is_open)


def _is_attributed(text: Text, found: list[Quotation], speech: re.Pattern[str]) -> bool:
    outside, last = [], 0
    for quotation in quotations(text.text):
        outside.append(text.text[last : quotation.start])
        last = quotation.end
    outside.append(text.text[last:])
    around = " ".join(outside)
    # «Слова, — говорит она, — слова»: the Russian author stands inside the marks.
    inside = any(
        re.search(
            rf"[,.!?…]\s[—–-]\s[^«»]{{0,40}}{speech.pattern}", text.text[one.start : one.end], re.IGNORECASE
        )
        or re.search(
            rf"[,.!?…]\s[—–]\s[^«»]{{0,80}}{speech.pattern}[^«»]{{0,160}}[.,]\s[—–]\s",
            text.text[one.start : one.end],
            re.IGNORECASE,
        )
        for one in found
    )
    return bool(speech.search(around)) or inside or re.search(r":\s*[\"“«]", text.text) is not None


def _leads_on(before: Text, text: Text, first: Quotation, speech: re.Pattern[str]) -> bool:
    """Say whether the paragraph before ends in the same voice: a colon, an open quotation, or a whole quotation."""
    ends = before.text.rstrip()
    if ends.endswith(":"):
        return True
    opened = any(one.is_open for one in quotations(before.text))
    whole = first.start == 0
    return opened or (whole and _ENDS.search(ends) is not None and bool(quotations(before.text)))
