"""What the engine reads, a story as texts and facts, and what it answers, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from dateline.copydesk.choices import RuleKind, Severity

HEADS = frozenset({"headline", "short_headline", "kicker"})
"""Blocks that are written like headlines: few rules of running text hold there."""
ASIDE = frozenset(
    {"caption", "credit", "alt", "table", "link", "attribution", "embed", "document", "gallery"}
)
"""Blocks that are no running text either."""
LONGEST_WORD = 60
MOST_CHARACTERS = 120_000
_LETTER = r"[^\W\d_]"
_INSIDE = "'’ʼ\u00ad\u0301"
WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_INSIDE}](?={_LETTER}))*", re.UNICODE)
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,200}|\b[\w-]{1,63}\.(?:com|org|net|ru|info|example|uk|eu)\b\S*|[@#]\w+"
)
_SENTENCE_END = re.compile(
    r"[.!?…][\"”»’)\]]*\s+[\"“«„‘(\[—–-]*\s*$|^[\"“«„‘(\[—–\s-]*$|\n[\"“«„‘(\[—–\s-]*$|[:;]\s*[\"“«„‘]+$|[\"“«„]$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a story in canonical text."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureFact:
    """A picture of the story as readers will see it."""

    block: str
    title: str = ""
    credit: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link in the story."""

    block: str
    start: int
    end: int
    url: str
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be checked."""

    language: str
    blocks: tuple[Block, ...]
    pictures: tuple[PictureFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    published_on: date | None = None
    labels_off: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a block, where it stands, and whether a sentence begins with it."""

    text: str
    start: int
    end: int
    starts: bool = False
    leads_name: bool = False
    """True when another word with a capital follows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that somebody should look at. Offsets count the block's canonical text."""

    rule: str
    kind: RuleKind
    severity: Severity
    block: str
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    why: str = ""
    fingerprint: str = ""
    """The same wherever the rule finds the same words in a story."""
    place: str = ""
    """The same only where the same words stand around it, too."""


@dataclass(frozen=True)
class Text:
    """A block with its words, found once."""

    block: Block

    @property
    def id(self) -> str:
        return self.block.id

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_running(self) -> bool:
        """Say whether this is prose with whole sentences."""
        return self.kind not in HEADS and self.kind not in ASIDE

    @cached_property
    def web(self) -> tuple[tuple[int, int], ...]:
        """Where addresses, handles and hashtags stand."""
        return tuple(found.span() for found in _WEB.finditer(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        for found in WORD.finditer(self.text):
            start, end = found.span()
            if any(left <= start < right for left, right in self.web):
                continue
            before = self.text[max(0, start - 12) : start]
            after = self.text[end : end + 2]
            leads = after[:1] in " \u00a0" and after[1:].isupper()
            yield Word(found[0], start, end, start == 0 or _SENTENCE_END.search(before) is not None, leads)

    def between(self, left: Word, right: Word) -> str:
        """Return what stands between two words."""
        return self.text[left.end : right.start]


@dataclass(frozen=True)
class Checked:
    """A story on its way through the rules."""

    story: Story
    texts: tuple[Text, ...]

    @property
    def language(self) -> str:
        return primary(self.story.language)


def primary(code: str) -> str:
    """Return the language of a code without its country."""
    return code.replace("_", "-").split("-")[0].lower()


def checked(story: Story) -> Checked:
    """Return the story ready for the rules; what is longer than any story is not read to its end."""
    left, texts = MOST_CHARACTERS, []
    for block in story.blocks:
        if left <= 0:
            break
        text = block.text if len(block.text) <= left else block.text[:left]
        texts.append(Text(block if text is block.text else Block(block.id, block.kind, text)))
        left -= len(text)
    return Checked(story, tuple(texts))


def normal_words(text: str) -> str:
    """Return the words of a text for comparison; marks count where there is no word."""
    words = WORD.findall(text)
    return " ".join(word.casefold() for word in words) if words else " ".join(text.split())


def digest(*parts: str) -> str:
    """Return a short digest of the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def fingerprinted(finding: Finding, texts: Mapping[str, str]) -> Finding:
    """Return the finding with its fingerprints: rule and words, and those around them."""
    text = texts.get(finding.block, "")
    words = normal_words(text[finding.start : finding.end]) or finding.message
    if finding.start == finding.end:
        words = finding.block + finding.message
    # Only those of the same sentence, so that a sentence put before it changes nothing.
    before = WORD.findall(re.split(r"[.!?…\n]\s", text[max(0, finding.start - 80) : finding.start])[-1])[-2:]
    after = WORD.findall(re.split(r"[.!?…\n]\s", text[finding.end : finding.end + 80])[0])[:2]
    around = [word.casefold() for word in (*before, "·", *after)]
    return Finding(
        **{
            name: getattr(finding, name) for name in Finding.__slots__ if name not in ("fingerprint", "place")
        },
        fingerprint=digest(finding.rule, words),
        place=digest(finding.rule, words, *around),
    )
