"""The words of a correction: as an editor gives them, checked, and put into one public sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from dateline.corrections.choices import LONGEST_WORDS, NoticedBy, Placement
from dateline.lib.characters import first_unwanted
from dateline.publishing.requests import Wish

WISH = "correction"
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """What was wrong and what is right, and what is known of how it was noticed."""

    wrong: str
    right: str
    noticed_at: datetime | None = None
    """None: when it is published."""
    noticed_by: str = NoticedBy.STAFF
    placement: str = ""
    """Empty: as the change proposes."""

    def wish(self) -> Wish:
        """Return them as something to be done together with a publication, now or later."""
        noticed_at = self.noticed_at.isoformat() if self.noticed_at else None
        data = {"wrong": self.wrong, "right": self.right, "noticed_at": noticed_at}
        return Wish(WISH, {**data, "noticed_by": str(self.noticed_by), "placement": str(self.placement)})

    @classmethod
    def of_wish(cls, data: dict[str, Any]) -> CorrectionWords:
        """Return the words that a wish holds."""
        noticed_at = datetime.fromisoformat(data["noticed_at"]) if data.get("noticed_at") else None
        return cls(
            wrong=str(data.get("wrong", "")),
            right=str(data.get("right", "")),
            noticed_at=noticed_at,
            noticed_by=str(data.get("noticed_by") or NoticedBy.STAFF),
            placement=str(data.get("placement") or ""),
        )

    def checked(self) -> CorrectionWords:
        """Return them ready for the record. Raises ValidationError by field: wrong, right, noticed_by …"""
        problems: dict[str, list[str]] = {}
        wrong = _checked(self.wrong, "wrong", problems)
        right = _checked(self.right, "right", problems)
        if wrong and wrong.casefold() == right.casefold():
            problems["right"] = [_("This is the same as what was wrong.")]
        if self.noticed_by not in NoticedBy.values:
            problems["noticed_by"] = [_("Say who noticed it.")]
        if self.placement not in ("", *Placement.values):
            problems["placement"] = [_("Say where the notice stands.")]
        if problems:
            raise ValidationError(problems)
        return replace(self, wrong=wrong, right=right)

    def sentence(self, language: str) -> str:
        """Return the public sentence that names both, in the language of the story.

        Whole sentences of an editor follow each other; words quoted from the story are told apart by labels.
        """
        if self.wrong[:1].isupper() and self.right[:1].isupper():
            return f"{_closed(self.wrong)} {_closed(self.right)}"
        with translation.override(language or None):
            return _("What was wrong: %(wrong)s What is right: %(right)s") % {
                "wrong": _closed(self.wrong),
                "right": _closed(self.right),
            }


def quoted(text: str, language: str) -> str:
    """Return words of the story between the quotation marks of its language."""
    return f"«{text}»" if language[:2] in ("ru", "uk", "be", "bg") else f"“{text}”"


def _checked(text: str, name: str, problems: dict[str, list[str]]) -> str:
    unwanted = first_unwanted(text)
    words = _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()
    if unwanted is not None:
        problems[name] = [_("There is a character that cannot be printed: %(code)s.") % {"code": unwanted[0]}]
    elif not any(map(str.isalnum, words)):
        missing = {"wrong": _("Say what was wrong."), "right": _("Say what is right.")}
        problems[name] = [missing[name]]
    elif len(words) > LONGEST_WORDS:
        problems[name] = [_("At most %(count)s characters.") % {"count": LONGEST_WORDS}]
    return words


def _closed(text: str) -> str:
    """Return the text with a full stop, where it has no end of its own."""
    return text if text.rstrip('”»"’)')[-1:] in (".", "!", "?", "…") else f"{text}."
