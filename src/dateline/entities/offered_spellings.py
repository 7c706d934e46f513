"""Spellings that something else, such as a reader's report, writes into the form of an entity by its address.

Nothing is stored: whoever opens the form looks at the rows, changes them and saves, or goes away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from dateline.entities.models import Entity, EntityName
from dateline.entities.spelling import clean_spelling, spelling_key

LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSpellings:
    """The spelling that the paper uses from now on, and the one that it does not."""

    language: str
    right: str
    wrong: str = ""

    def query(self) -> str:
        """Return them as the query of an address."""
        return urlencode({"language": self.language, "right": self.right, "wrong": self.wrong})

    def names(self) -> list[tuple[str, bool]]:
        """Return the spellings, each with whether it is right; one alone where nothing tells them apart."""
        if not self.wrong or _key(self.wrong) == _key(self.right):
            return [(self.right, True)]
        return [(self.right, True), (self.wrong, False)]


def offered_in(query: Mapping[str, str]) -> OfferedSpellings | None:
    """Return what the query of an address offers; None for nothing or nonsense."""
    right, wrong = (clean_spelling(query.get(name, "")) for name in ("right", "wrong"))
    language = query.get("language", "")
    if language not in dict(settings.LANGUAGES) or not 0 < len(right) <= LONGEST or len(wrong) > LONGEST:
        return None
    return OfferedSpellings(language=language, right=right, wrong=wrong)


def write_in(entity: Entity, offered: OfferedSpellings) -> None:
    """Give the entity in memory these spellings, preferred and not used; the others stay as they are."""
    names = list(entity.names.all())
    mine = {_key(name.text): name for name in names if name.language == offered.language}
    for text, is_right in offered.names():
        name = mine.get(_key(text))
        if name is None:
            name = EntityName(language=offered.language, text=text)
            names.append(name)
        name.is_avoided = not is_right
        if is_right:
            name.text = text
            for other in mine.values():
                other.is_preferred = False
        name.is_preferred = is_right
    entity.names.set(names)


def _key(text: str) -> str:
    return spelling_key(text, exact=False)
