"""What a reader asks: words, “phrases” and -exclusions. Anything that can be typed is a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.search.index.words import STOP_FORMS, forms_of, stem

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_PHRASE = 12

_CHUNK = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=\S))?(?:["“„”«](?P<phrase>[^"“”»]*)["“”»]?|(?P<word>[^\s"“„”«»]+))"""
)


@dataclass(frozen=True, slots=True)
class Term:
    """Forms that must stand one after another; mostly a single one."""

    forms: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(stem, self.forms))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, taken apart."""

    text: str
    """As it was asked, without what cannot be printed, at most ``LONGEST_QUERY`` characters."""
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    plain_forms: tuple[str, ...] = field(default=())
    """Forms outside quotation marks: what may be misspelled."""


def clean_query(query: str) -> str:
    """Return the query without control characters, directions of writing and extra spaces, and cut."""
    # Looked at no further than could matter: somebody may send megabytes.
    printable = "".join(
        character if character.isprintable() else " " for character in query[: LONGEST_QUERY * 4]
    )
    return " ".join(printable.split())[:LONGEST_QUERY].strip()


def parse_query(query: str) -> Asked:
    """Take a question apart. One without any word has no terms, and finds nothing by itself."""
    text = clean_query(query)
    wanted: list[Term] = []
    excluded: list[Term] = []
    plain: list[str] = []
    for chunk in _CHUNK.finditer(text):
        quoted = chunk["phrase"] is not None
        forms = tuple(forms_of(chunk["phrase"] if quoted else chunk["word"]))[:LONGEST_PHRASE]
        if not forms:
            continue
        if chunk["minus"]:
            excluded.append(Term(forms))
            continue
        wanted.append(Term(forms))
        if not quoted:
            plain += forms
    terms = tuple(dict.fromkeys(wanted))
    # Words such as “the” tell nothing, unless somebody asks for nothing else.
    telling = tuple(term for term in terms if not STOP_FORMS.issuperset(term.forms) or len(term.forms) > 1)
    return Asked(
        text=text,
        terms=(telling or terms)[:MOST_TERMS],
        excluded=tuple(dict.fromkeys(excluded))[:MOST_TERMS],
        plain_forms=tuple(dict.fromkeys(plain))[:MOST_TERMS],
    )
