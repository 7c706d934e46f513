"""What a save says about itself: which revision it was written on, from which form, as the how-manieth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

STAMP = "kept"
TAB_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Claim:
    """The hidden fields of an edit form."""

    tab: str
    """One form in one browser tab, as it was loaded; made up by the browser."""
    number: int
    """Grows with each save of this form, so that a delayed one cannot undo a later one; 0 if none is said."""
    loaded: str
    loaded_at: str
    overwrites: str
    user: str
    """Whose form it is, should somebody else have signed in meanwhile."""

    def is_overtaken(self, latest: Revision | None) -> bool:
        """Return True when somebody, or this person elsewhere, has saved what this form does not know of."""
        if latest is None:
            return False
        stamp = latest.content.get(STAMP)
        if self.number and stamp and stamp["tab"] == self.tab:
            # The answer to this form's own save was lost on the way, or an old one arrives late.
            return bool(self.number < stamp["number"])
        if self.overwrites:
            return self.overwrites != str(latest.pk)
        if self.loaded:
            return (self.loaded, self.loaded_at) != (str(latest.pk), latest.created_at.isoformat())
        # Scripts of the paper's own that name nothing: there is nothing to compare.
        return False

    @property
    def stamp(self) -> dict[str, Any]:
        return {"tab": self.tab, "number": self.number}


def claim_of(data: Mapping[str, Any]) -> Claim:
    """Read what a form says about itself; nonsense counts as nothing said."""
    tab, number = str(data.get("keep_tab") or ""), str(data.get("keep_number") or "")
    return Claim(
        tab=tab if tab.isalnum() and len(tab) <= TAB_LENGTH else "",
        number=int(number) if number.isdecimal() and len(number) < TAB_LENGTH else 0,
        loaded=str(data.get("loaded_revision_id") or ""),
        loaded_at=str(data.get("loaded_revision_created_at") or ""),
        overwrites=str(data.get("overwrite_revision_id") or ""),
        user=str(data.get("keep_user") or ""),
    )


def is_acknowledged(*, revisions: Any, tab: str, number: int) -> bool:
    """Return True if one of these revisions holds what this form sent, or sent later."""
    stamps = revisions.filter(**{f"content__{STAMP}__tab": tab}).values_list(f"content__{STAMP}", flat=True)
    return any(stamp["number"] >= number for stamp in stamps)
