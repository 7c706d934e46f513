"""What the screens of the photo desk are given."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.media.models import Picture, PicturePair


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that shows a picture, or did."""

    name: str
    """What people call it: a headline, a person."""
    what: str
    """What it is, such as “public story” or “portrait”."""
    url: str
    """Where it is edited; empty when this person may not."""
    public_path: str = ""
    """Where readers find it; empty when they do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureUses:
    """Where a picture is used."""

    public: tuple[Place, ...]
    """Stories that readers see with it."""
    drafts: tuple[Place, ...]
    """Stories that show it in their draft only."""
    fronts: tuple[Place, ...]
    """Fronts on which an editor placed one of these stories."""
    others: tuple[Place, ...]
    """Portraits, the nameplate and whatever else names it."""
    record: tuple[Place, ...]
    """Versions of the record that show it; they stay as they are."""

    @property
    def now(self) -> int:
        """How many things need the picture now; with any, it cannot be deleted."""
        return len(self.public) + len(self.drafts) + len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two pictures that look alike, side by side."""

    pair: PicturePair
    """The pair, whose decision is asked for."""
    sides: tuple[LikenessSide, LikenessSide]
    """The older and the newer picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessSide:
    """One of two pictures that look alike."""

    picture: Picture
    """The picture itself."""
    uses: int
    """How many things need it."""
    may_keep: bool
    """Whether this person may keep this one and let the other go."""
    hindrance: str
    """Why not; empty when they may."""
