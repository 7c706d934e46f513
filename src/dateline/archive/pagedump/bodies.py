"""The text of an article: its paragraphs and other blocks, without the furniture that stands among them."""

import re
from dataclasses import dataclass, field

from dateline.archive.pagedump.bylines import picture_caption, read_byline, read_credit, split_caption
from dateline.archive.pagedump.dates import Moment, read_moments
from dateline.archive.pagedump.furniture import (
    furniture_kind,
    inline_related,
    is_copyright,
    is_legal,
    ticker_text,
)
from dateline.archive.pagedump.kinds import block_kind, is_marked_item
from dateline.archive.pagedump.lines import Line, fold, is_closed, is_label, is_name, is_prose, is_title_case
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.related import read_related, split_label
from dateline.archive.pagedump.wording import (
    CHROME,
    COMMENTS,
    FOOTER,
    NEWSLETTER_START,
    RELATED,
    TAGS,
)
from dateline.archive.records import Block, Dropped, Related

LONGEST_BLURB = 120
"""Characters of a sentence inside a newsletter box; what is longer is text again."""


@dataclass(slots=True)
class Body:
    """The blocks of an article and whatever else its body gave."""

    blocks: list[Block] = field(default_factory=list)
    related: tuple[Related, ...] = ()
    related_why: str = ""
    inline_related: list[Related] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    moments: list[tuple[int, str, Moment]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    end: int = 0
    last_line: int = 0
    last_is_open: bool = False
    signed: str = ""


class BodyReader:
    """Walks the text of one article from its first paragraph to the foot of the page."""

    def __init__(self, page: Page, *, start: int, headline: str, timed: bool) -> None:
        self._page = page
        self._lines = page.lines
        self._start = start
        self._headline = headline
        self._timed = timed
        self._body = Body(end=start)
        self._box: str | None = None
        self._gapped = any(line.gap for line in self._lines[start + 1 :])

    def read(self) -> Body:
        """Read blocks until the related stories or the foot; what follows the last paragraph is no text."""
        index = self._start
        while index < len(self._lines):
            after = self._step(index)
            if after is None:
                break
            index = after
        self._body.end = index
        self._trim()
        return self._body

    def _step(self, index: int) -> int | None:
        """Take one line; return the index to go on with, or None where the article has ended."""
        line = self._lines[index]
        if line.key in RELATED:
            following = self._lines[index + 1] if index + 1 < len(self._lines) else line
            if not (is_prose(following.text) and len(following.text) > LONGEST_BLURB):
                return self._take_related(index)
        if self._in_box(line):
            return index + 1
        if self._starts_comments(index):
            return self._after_comments(index)
        if self._is_imprint(index) or self._is_foot(index):
            return None
        if not self._take_aside(line):
            self._take_block(index)
        return index + 1

    def _starts_comments(self, index: int) -> bool:
        """What readers said follows a heading that counts it, or one with names and times below it."""
        line = self._lines[index]
        if not self._has_text() or not COMMENTS.match(line.text):
            return False
        return any(self._is_signature(below) for below in self._lines[index + 1 : index + 6])

    def _is_signature(self, line: Line) -> bool:
        """A name with a time is how comments begin, on one line or on two."""
        if len(line.text) > 90:
            return False
        words = line.text.split(" ")
        stamps = [" ".join(words[at:]).strip(" ,|·•—–:-()") for at in range(min(6, len(words)))]
        near = self._page.dump_date
        return any(stamp and (read_moments(stamp, near=near) or ticker_text(stamp) == "") for stamp in stamps)

    def _after_comments(self, index: int) -> int | None:
        """Go on at the list of other stories below the comments; without one the page has ended."""
        for at in range(index, len(self._lines)):
            line = self._lines[at]
            if line.key in RELATED and at > index:
                return at
            self._drop(line, "a reader's comment")
        return None

    def _in_box(self, line: Line) -> bool:
        """A box ends at a blank line; in a dump without any, at its button or at its second sentence."""
        if self._box is None:
            return False
        prose = is_prose(line.text)
        if (
            line.gap
            or TAGS.match(line.text)
            or (prose and (len(line.text) > LONGEST_BLURB or self._box == "ending"))
        ):
            self._box = None
            return False
        self._drop(line, "a box")
        if not self._gapped and prose:
            self._box = "ending"
        if not self._gapped and line.key in CHROME:
            self._box = None
        return True

    def _take_aside(self, line: Line) -> bool:
        """Take lines that stand in the text without being text; say whether this was one."""
        if len(line.text) > 600:
            return False
        if line.key == fold(self._headline):
            self._drop(line, "the headline again")
        elif pointed := inline_related(line.text):
            self._body.inline_related.append(Related(*split_label(pointed, self._page)))
            self._drop(line, "a link to another story")
        elif line.key in self._page.recurring:
            self._drop(line, "recurs on other pages")
        elif moments := read_moments(line.text, near=self._page.dump_date):
            return self._take_moments(line, moments)
        elif kind := furniture_kind(line.text):
            self._take_furniture(line, kind)
        elif (text := ticker_text(line.text)) is not None and not is_prose(line.text):
            self._drop(line, "ticker" if text else "a time")
        else:
            return self._take_names(line)
        return True

    def _take_moments(self, line: Line, moments: tuple[Moment, ...]) -> bool:
        """Times below the head count if they are labelled or the head had none; else they are subheadings."""
        if self._timed and not any(moment.label for moment in moments):
            return False
        self._body.moments.extend((line.number, line.text, moment) for moment in moments)
        return True

    def _take_names(self, line: Line) -> bool:
        if is_marked_item(line.text):
            return False
        credit = read_credit(line.text)
        if credit is None and (captioned := split_caption(line.text) or picture_caption(line.text)):
            self._drop(line, "a picture's caption")
            credit = captioned[1]
            if not credit:
                return True
        authors = read_byline(line.text) if credit is None else ()
        if credit and credit not in self._body.credits:
            self._body.credits.append(credit)
        self._body.authors.extend(name for name in authors if name not in self._body.authors)
        return bool(credit or authors)

    def _take_furniture(self, line: Line, kind: str) -> None:
        if kind == "tags" and (match := TAGS.match(line.text)):
            self._body.tags.extend(
                tag.strip(" #.") for tag in re.split(r"[,;|#]", match[1]) if tag.strip(" #.")
            )
        if kind == "newsletter" and (NEWSLETTER_START.match(line.text) or line.words <= 3):
            self._box = kind
        if line.key in ("newsletter", "newsletters", "tags", "topics", "теги", "метки", "рассылка"):
            self._box = "newsletter box" if "s" in line.key else "tags"
        self._drop(line, kind)

    def _take_block(self, index: int) -> None:
        line = self._lines[index]
        text = line.text
        before = self._body.blocks[-1].kind if self._body.blocks else None
        kind = block_kind(self._lines, at=index, before=before)
        self._body.blocks.append(Block(kind, text))
        if kind == "paragraph":
            self._body.last_line = line.number
            self._body.last_is_open = not is_closed(text) and index + 1 == len(self._lines)

    def _take_related(self, index: int) -> int | None:
        items, end = read_related(self._page, start=index + 1)
        if self._resumes(end, after=len(items)):
            self._body.inline_related.extend(items)
            for line in self._lines[index:end]:
                self._drop(line, "a box of other stories")
            return end
        if not self._body.related:
            self._body.related = items
            self._body.related_why = f'listed below "{self._lines[index].text}"'
        self._body.end = end
        return None

    def _resumes(self, index: int, *, after: int) -> bool:
        """Tell whether the text goes on after a box of other stories, and does not merely tease them."""
        if after > 3:
            return False
        prose = other = 0
        for at in range(index, min(len(self._lines), index + 8)):
            line = self._lines[at]
            if line.key in RELATED | FOOTER or is_copyright(line.text):
                break
            if self._is_text(line):
                prose += 1
            elif furniture_kind(line.text) is None:
                other += 1
        return prose > other and (prose > 1 or self._lines[index].gap)

    def _is_imprint(self, index: int) -> bool:
        """A line of the imprint ends the page, but a story may quote one: then its text goes on below."""
        text = self._lines[index].text
        if not is_legal(text):
            return False
        sure = text.casefold().startswith(("©", "(c)", "copyright"))
        return sure or not self._text_follows(index + 1, within=3)

    def _is_foot(self, index: int) -> bool:
        """The foot begins at a company label, or at a run of labels after which no text comes."""
        line = self._lines[index]
        if not is_label(line.text) or not self._has_text():
            return False
        if line.key in FOOTER or self._page.is_section(line):
            return not self._text_follows(index + 1, within=2)
        run = self._lines[index : index + 3]
        if len(run) < 3 or any(at.gap for at in run[1:]):
            return False
        labels = all(
            is_label(at.text) and at.key not in RELATED and not furniture_kind(at.text) for at in run
        )
        return labels and not self._text_follows(index + 3, within=6)

    def _has_text(self) -> bool:
        return self._body.last_line > 0

    def _text_follows(self, index: int, *, within: int) -> bool:
        for line in self._lines[index : index + within]:
            if line.key in RELATED | FOOTER or is_copyright(line.text):
                return False
            if self._is_text(line):
                return True
        return False

    def _is_text(self, line: Line) -> bool:
        own = line.key not in self._page.recurring and furniture_kind(line.text) is None
        return own and is_prose(line.text) and not is_legal(line.text)

    def _drop(self, line: Line, why: str) -> None:
        self._body.dropped.append(Dropped(line.number, line.text, why))

    def _trim(self) -> None:
        """Take headings off the end: without text below them they belong to the page, not to the story.

        A name there is the author's, who signed.
        """
        blocks = self._body.blocks
        if blocks and blocks[-1].kind == "subheading" and is_name(blocks[-1].text) and not self._body.authors:
            self._body.signed = blocks.pop().text
        while blocks and blocks[-1].kind in ("subheading", "attribution"):
            block = blocks.pop()
            if self._was_cut_off(block):
                blocks.append(Block("paragraph", block.text))
                self._body.last_is_open = True
                return
            self._body.dropped.append(Dropped(0, block.text, "a short line after the text"))

    def _was_cut_off(self, block: Block) -> bool:
        last = self._lines[-1]
        sentence = last.words >= 3 and not is_title_case(last.text)
        return last.text == block.text and last.gap and sentence and self._has_text()
