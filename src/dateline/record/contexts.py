"""What templates get of a story's history, of one version and of the difference between two."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.media.contexts import PictureContext
from dateline.stories.contexts import StoryContext


@dataclass(frozen=True, slots=True)
class PieceContext:
    """A stretch of text in a difference."""

    verb: str
    """``same``, ``added``, ``removed``, or ``restyled``: the same words, differently set."""
    text: str
    """The words; a newline where a paragraph or list item begins."""
    marks: tuple[str, ...] = ()
    """How the words are set: ``bold``, ``italic``, ``link:<address>`` and so on."""
    old_marks: tuple[str, ...] = ()
    """How restyled words were set before."""
    is_typography: bool = False
    """True for quotation marks, dashes, spaces and the like, which say nothing new."""


@dataclass(frozen=True, slots=True)
class CellContext:
    """A cell in the difference of two tables."""

    verb: str
    """``same``, ``added``, ``removed`` or ``edited``."""
    pieces: tuple[PieceContext, ...]
    """Its words."""


@dataclass(frozen=True, slots=True)
class TableRowContext:
    """A row in the difference of two tables."""

    verb: str
    """``same``, ``added``, ``removed`` or ``edited``."""
    cells: tuple[CellContext, ...]
    """Its cells, those that went in their old place."""


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """One thing that changed: a field of the story, or a part of one of its blocks."""

    name: str
    """Code of the field or part, such as ``headline``, ``text`` or ``caption``."""
    verb: str
    """``changed``, ``added``, ``removed`` or ``moved``."""
    old: Any = None
    """What it was, where words are not compared: a code, a name, a moment, a picture."""
    new: Any = None
    """What it is."""
    pieces: tuple[PieceContext, ...] = ()
    """The two texts as one; empty where there are no words to compare."""
    rows: tuple[TableRowContext, ...] = ()
    """The rows of a table; empty elsewhere."""
    is_own: bool = True
    """False when the story itself did not change, but a picture, name or section that it shows."""
    is_typography: bool = False
    """True when nothing but typography changed."""


@dataclass(frozen=True, slots=True)
class BlockChangeContext:
    """What became of one part of the body, or of several that did not change."""

    verb: str
    """``same``, ``added``, ``removed``, ``edited`` or ``moved``."""
    kind: str = ""
    """Code of the kind of block; empty for ``same``."""
    block_id: str = ""
    """Stable id in the newer version, in the older one for what was removed."""
    count: int = 1
    """How many blocks in a row, for ``same``; otherwise 1."""
    is_moved: bool = False
    """True when it also stands elsewhere now."""
    changes: tuple[ChangeContext, ...] = ()
    """What changed inside; all of it for what was added or removed."""
    opening: str = ""
    """First words of a block that only moved."""
    is_typography: bool = False
    """True when nothing but typography changed."""


@dataclass(frozen=True, slots=True)
class SizeContext:
    """How large a change was."""

    words_added: int = 0
    """Words that came."""
    words_removed: int = 0
    """Words that went."""
    added: int = 0
    """Parts of the body that came."""
    removed: int = 0
    """Parts of the body that went."""
    edited: int = 0
    """Parts of the body that changed in their place."""
    moved: int = 0
    """Parts of the body that stand elsewhere now."""
    fields: int = 0
    """Fields around the body that changed, such as headline or byline."""
    is_typography: bool = False
    """True when nothing but typography changed."""


@dataclass(frozen=True, slots=True)
class DifferenceContext:
    """Everything that differs between two versions."""

    fields: tuple[ChangeContext, ...]
    """Fields around the body, in reading order."""
    blocks: tuple[BlockChangeContext, ...]
    """The body in the order of the newer version, with what went in its old place."""
    size: SizeContext
    """The sums of it."""


@dataclass(frozen=True, slots=True)
class NoteContext:
    """What another package says of a version, such as a correction or the proof that it is recorded."""

    label: str
    """Translated name, such as “Correction”."""
    text: str = ""
    """Plain text; may be empty."""
    url: str = ""
    """Address that tells more, or empty."""


@dataclass(frozen=True, slots=True)
class VersionContext:
    """A row of the history."""

    number: int
    """From 1."""
    at: datetime
    """When it became public, in the paper's zone."""
    kind: str
    """Code of the kind of publication."""
    kind_name: str
    """Translated name of the kind."""
    summary: str
    """Public sentence on what changed; may be empty."""
    url: str
    """Address of the version; empty when its text is withheld."""
    difference_url: str
    """Address of the difference from the version before; empty when there is none."""
    evidence_url: str
    """Address of its canonical text with nonce and commitment; empty when withheld."""
    commitment: str
    """SHA-256 of nonce and canonical text, in hexadecimal."""
    size: SizeContext | None
    """How much changed since the version before; for the first the length. None when that cannot be said."""
    withheld_reason: str
    """Translated reason why its text is not shown; empty when it is."""
    sentence_withheld: str = ""
    """Translated reason why the words on the change are not told, where its text is; else empty."""
    notes: tuple[NoteContext, ...] = ()
    """What other packages say of it."""


@dataclass(frozen=True, slots=True)
class HistoryContext:
    """The public history of a story."""

    url: str
    """Address of the history."""
    story_url: str
    """Current address of the story; empty when it was taken down."""
    headline: str
    """Headline of the newest version; empty when it was taken down."""
    language: str
    """Language code of the story."""
    published_at: datetime
    """First publication, in the paper's zone."""
    updated_at: datetime | None
    """Latest publication that changed the meaning, or None."""
    versions: tuple[VersionContext, ...]
    """Newest first; one page of them."""
    version_count: int
    """All versions."""
    newer_url: str = ""
    """Address of the page with newer versions, or empty."""
    older_url: str = ""
    """Address of the page with older versions, or empty."""
    removal_reason: str = ""
    """Translated reason of a take-down where the editor lets it be seen; else empty."""
    removal_text: str = ""
    """Public words on a take-down; may be empty."""
    is_removed: bool = False
    """True when the story was taken down; then only numbers, times and kinds are told."""
    can_choose: bool = False
    """Whether a form asks for two versions: not in a copy, which nobody answers."""
    is_brief: bool = False
    """True in a copy for a story of one version: it holds the story and the evidence, and no more."""


@dataclass(frozen=True, slots=True)
class RecordedStoryContext:
    """One version, shown as it was recorded."""

    story: StoryContext
    """The story as that version said it; pictures and links as far as they are still there."""
    version: VersionContext
    """Its row of the history."""
    history_url: str
    """Address of the whole history."""
    current_url: str
    """Address of the story as it is now."""
    superseded_at: datetime | None
    """When the next version came, in the paper's zone; None for the newest."""
    next_url: str
    """Address of the next version, or empty."""
    previous_url: str
    """Address of the version before, or empty."""
    since_url: str
    """Address of the difference from the newest version; empty for the newest."""


@dataclass(frozen=True, slots=True)
class LostPictureContext:
    """Value of ``lost_picture``: a picture of a recorded version that cannot be shown any more."""

    alt: str
    """What it showed; may be empty."""
    caption: str
    """Caption as printed; may be empty."""
    credit: str
    """Who made it, as printed; may be empty."""
    digest: str
    """SHA-256 of its file, in hexadecimal; empty when unknown."""


@dataclass(frozen=True, slots=True)
class ShownPictureContext:
    """One of the two pictures in a difference."""

    picture: PictureContext | None
    """The picture, when it is still there."""
    lost: LostPictureContext
    """What the record says of it."""


@dataclass(frozen=True, slots=True)
class ComparedContext:
    """The difference of two versions with the way around it."""

    older: VersionContext
    """The version compared from."""
    newer: VersionContext
    """The version compared with."""
    headline: str
    """Headline of the newer version."""
    language: str
    """Language code of the newer version."""
    story_url: str
    """Current address of the story."""
    history_url: str
    """Address of the whole history."""
    url: str
    """Address of this difference."""
    version_count: int
    """All versions."""
    difference: DifferenceContext | None
    """None when the text of one of the two is withheld."""
    pictures: dict[str, PictureContext]
    """Pictures that are still there, by name and digest."""
    previous_url: str
    """Address of the change before this one; empty unless two neighbors are compared."""
    next_url: str
    """Address of the change after this one; empty unless two neighbors are compared."""
    can_choose: bool = False
    """Whether a form asks for two versions: not in a copy, which nobody answers."""
