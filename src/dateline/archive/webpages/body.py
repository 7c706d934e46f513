"""The blocks of a story on a page: those of its container, without the furniture that stands among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dateline.archive.pagedump.bylines import is_author_note, read_byline, read_credit, split_caption
from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.furniture import furniture_kind, is_legal, ticker_text
from dateline.archive.pagedump.lines import fold, is_closed, is_name, is_prose
from dateline.archive.pagedump.wording import FOOTER, RELATED, TAGS
from dateline.archive.records import Block, Dropped, OldPicture, Related


@dataclass(slots=True)
class Known:
    """What of a page's head is known already and must not come again in the text; keys are folded."""

    headline: str
    standfirst: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    recurring: frozenset[str] = frozenset()


@dataclass(slots=True)
class Text:
    """The blocks that are left, and what the others said."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lead: OldPicture | None = None
    standfirst: str = ""
    bio: str | None = None


def read_text(blocks: tuple[Block, ...], known: Known) -> Text:
    """Sort the blocks of a container into the story and the rest."""
    text = Text()
    started = False
    ended = False
    for number, block in enumerate(blocks):
        if ended:
            _take_after_end(block, text)
            continue
        if _ends(block, blocks[number + 1 :], started=started):
            ended = True
            continue
        why = _why_not(block, known, text, started=started)
        if why:
            text.dropped.append(Dropped(number + 1, block.text[:300], why))
            continue
        started = started or block.kind == "paragraph"
        text.blocks.append(block)
    _trim(text)
    _take_lead(text)
    _take_bio(text, known)
    return text


def _ends(block: Block, following: tuple[Block, ...], *, started: bool) -> bool:
    """The story ends at a heading above other stories, unless its text goes on below a small box."""
    if not started or block.kind not in ("subheading", "paragraph") or fold(block.text) not in RELATED:
        return False
    later = [
        each for each in following if each.kind == "paragraph" and is_prose(each.text) and len(each.text) > 80
    ]
    return len(later) < 2


def _take_after_end(block: Block, text: Text) -> None:
    if block.kind not in ("list_item", "related", "subheading", "paragraph"):
        return
    is_foot = is_legal(block.text) or furniture_kind(block.text) is not None or fold(block.text) in FOOTER
    if 12 <= len(block.text) <= 200 and not is_foot:
        text.related.append(Related(block.text.split("\n")[0], None))


def _why_not(block: Block, known: Known, text: Text, *, started: bool) -> str | None:
    """Say why a block is not of the story; take what it tells besides."""
    if block.kind not in ("paragraph", "subheading", "list_item"):
        return None
    key = fold(block.text)
    if key == known.headline or (key == known.standfirst and not started):
        return "the headline again" if key == known.headline else "the standfirst"
    if not started and key == known.section:
        return "the section"
    if key in known.recurring:
        return "recurs on other pages"
    if match := TAGS.match(block.text):
        text.tags.extend(part.strip(" #.") for part in re.split(r"[,;|#]", match[1]) if part.strip(" #."))
        return "tags"
    if (kind := furniture_kind(block.text)) is not None:
        return kind
    if is_legal(block.text) and len(block.text) < 400:
        return "imprint"
    if read_moments(block.text) or (ticker_text(block.text) is not None and not is_prose(block.text)):
        return "a time"
    return _why_not_names(block, known, text)


def _why_not_names(block: Block, known: Known, text: Text) -> str | None:
    if len(block.text) > 300 or block.kind == "list_item":
        return None
    if authors := read_byline(block.text):
        text.authors.extend(authors)
        return "byline"
    if any(fold(block.text) == fold(name) for name in known.authors):
        return "byline"
    if credit := read_credit(block.text):
        text.credits.append(credit)
        _credit_picture(text, credit)
        return "credit"
    captioned = split_caption(block.text) if text.blocks and text.blocks[-1].kind == "picture" else None
    if captioned and captioned[1]:
        text.credits.append(captioned[1])
        _caption_picture(text, *captioned)
        return "caption"
    return None


def _credit_picture(text: Text, credit: str) -> None:
    if text.blocks and text.blocks[-1].kind == "picture" and not text.blocks[-1].pictures[0].credit:
        picture = replace(text.blocks[-1].pictures[0], credit=credit)
        text.blocks[-1] = replace(text.blocks[-1], pictures=(picture,))


def _caption_picture(text: Text, caption: str, credit: str) -> None:
    picture = text.blocks[-1].pictures[0]
    if not picture.caption:
        text.blocks[-1] = replace(
            text.blocks[-1], pictures=(replace(picture, caption=caption, credit=credit),)
        )


def _trim(text: Text) -> None:
    """What stands at the end without text below it is of the page: headings, single links."""
    if text.blocks and text.blocks[-1].kind in ("paragraph", "subheading") and is_name(text.blocks[-1].text):
        text.authors.append(text.blocks.pop().text)
    while text.blocks and text.blocks[-1].kind in ("subheading", "related"):
        block = text.blocks.pop()
        if block.kind == "related":
            text.related.append(Related(block.text, None))
        else:
            text.dropped.append(Dropped(0, block.text, "a short line after the text"))
    while text.blocks and text.blocks[-1].kind == "paragraph" and _is_link(text.blocks[-1]):
        block = text.blocks.pop()
        text.related.append(Related(block.text, None))


def _is_link(block: Block) -> bool:
    return bool(re.fullmatch(r"(?:<[bi]>)*<a [^>]*>[^<]*</a>(?:</[bi]>)*", block.html)) and not is_closed(
        block.text
    )


def _take_lead(text: Text) -> None:
    for at, block in enumerate(text.blocks[:3]):
        if block.kind == "paragraph":
            return
        if block.kind == "picture":
            text.lead = block.pictures[0]
            del text.blocks[at]
            return


def _take_bio(text: Text, known: Known) -> None:
    paragraphs = [at for at, block in enumerate(text.blocks) if block.kind == "paragraph"]
    if len(paragraphs) < 2:
        return
    at = paragraphs[-1]
    note = text.blocks[at].text
    if is_author_note(note, (*known.authors, *text.authors)):
        text.blocks[at] = replace(text.blocks[at], kind="bio")
        text.bio = note
