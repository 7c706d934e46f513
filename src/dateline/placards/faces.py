"""What stands on a placard, and under which name it is known: the same in the worker and on a page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

# Raised when the way of drawing changes, so that all are drawn anew.
RECIPE = 1
PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Face:
    """The words on a placard, in plain text."""

    nameplate: str
    headline: str
    label: str = ""
    """Over the headline: section, and what the story is when it is no plain news."""
    foot: str = ""
    """At the foot, beside the nameplate: the day, or the paper's tagline."""

    @property
    def words(self) -> str:
        """What somebody is told who does not see the picture."""
        return ". ".join(part for part in (self.label, self.headline, self.nameplate) if part)


def story_subject(story_id: int) -> str:
    """Return the name under which the placard of a story is known."""
    return f"story/{story_id}"


def section_subject(section_id: int) -> str:
    """Return the name under which the placard of a section is known."""
    return f"section/{section_id}"


def signature_of(face: Face, *, fonts: str) -> str:
    """Return what tells this face from any other; another font or another way of drawing is another one."""
    made_of = json.dumps([RECIPE, fonts, asdict(face)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:32]


def folder_of(subject: str, *, identity: str) -> str:
    """Return the part of the address that all files of one subject share.

    ``identity`` is the subject's own, which a backup keeps: nobody finds the folder by counting.
    """
    return hashlib.sha256(f"placard {subject} {identity}".encode()).hexdigest()[:12]
