"""The head of an article: what stands between the headline and the first paragraph."""

from dataclasses import dataclass, field

from dateline.archive.pagedump.bylines import (
    noted_name,
    picture_caption,
    read_byline,
    read_credit,
    split_caption,
    split_names,
    split_parts,
)
from dateline.archive.pagedump.dates import Moment, label_alone, read_moments
from dateline.archive.pagedump.furniture import furniture_kind, ticker_text
from dateline.archive.pagedump.lines import Line, fold, is_closed, is_name, is_prose, is_title_case
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.wording import FOOTER, RELATED
from dateline.archive.records import Dropped

_LOOKAHEAD = 8


@dataclass(slots=True)
class Header:
    """What the head of the article gave, and the index at which the body starts."""

    body: int
    moments: list[tuple[int, str, Moment]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    standfirst: str | None = None
    caption: str | None = None
    section: str | None = None
    guesses: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(slots=True)
class _Loose:
    """A short line in the head that nothing explains yet."""

    line: Line
    index: int
    after_times: bool


class HeaderReader:
    """Walks the head of one article; `read` returns the result."""

    def __init__(self, page: Page, headline: int) -> None:
        self._page = page
        self._key = page.lines[headline].key
        self._start = headline
        self._header = Header(body=headline + 1)
        self._loose: list[_Loose] = []
        self._label: str | None = None

    def read(self) -> Header:
        """Read the lines around the headline, then those below it down to the first paragraph."""
        self._read_above()
        index = self._start
        while index < len(self._page.lines) and self._take(index):
            index += 1
        self._header.body = index
        self._settle_loose()
        return self._header

    def _read_above(self) -> None:
        """Times and a section label may stand above the headline; above those begins the furniture."""
        for index in range(self._start - 1, max(-1, self._start - 4), -1):
            line = self._page.lines[index]
            if self._page.is_section(line) and (line.gap or index + 1 == self._start):
                alone = index == 0 or line.gap or not self._page.is_section(self._page.lines[index - 1])
                self._header.section = line.text if alone else None
                # The time may stand above the section again.
                if alone and index:
                    self._explained(self._page.lines[index - 1], above=True)
                return
            if not self._explained(line, above=True):
                return

    def _take(self, index: int) -> bool:
        line = self._page.lines[index]
        if line.key == self._key or self._explained(line):
            return True
        if line.key in RELATED | FOOTER:
            return False
        if self._page.is_section(line):
            self._header.section = self._header.section or line.text
            return True
        if line.key in self._page.recurring:
            self._header.dropped.append(Dropped(line.number, line.text, "recurs on other pages"))
            return True
        if is_prose(line.text) or len(line.text) > 120:
            return self._take_prose(index)
        if len(self._loose) >= 4:
            return False
        self._loose.append(_Loose(line, index, bool(self._header.moments)))
        return True

    def _explained(self, line: Line, *, above: bool = False) -> bool:
        parts = split_parts(line.text)
        whole = self._explain_part(line, line.text, above=above)
        if whole or len(parts) < 2 or len(line.text) > 200:
            return whole
        known = [self._is_known(part) for part in parts]
        if not all(known) and not (any(known) and len(parts) <= 4 and all(len(part) < 40 for part in parts)):
            return False
        for part in parts:
            self._explain_part(line, part, above=above)
        return True

    def _is_known(self, part: str) -> bool:
        return bool(
            read_moments(part, near=self._page.dump_date)
            or read_byline(part)
            or furniture_kind(part)
            or fold(part) in self._page.labels
        )

    def _explain_part(self, line: Line, text: str, *, above: bool) -> bool:
        moments = read_moments(text, near=self._page.dump_date)
        if moments:
            if self._label and moments[0].label is None:
                moments = (_labelled(moments[0], self._label), *moments[1:])
            self._label = None
            at = 0 if above else len(self._header.moments)
            self._header.moments[at:at] = [(line.number, line.text, moment) for moment in moments]
            return True
        if label := label_alone(text):
            self._label = label
            return True
        if above and (ticker_text(text) is not None or self._page.counts[line.key] > 1):
            return False
        return self._take_names(line, text)

    def _take_names(self, line: Line, text: str) -> bool:
        if authors := read_byline(text):
            self._header.authors.extend(name for name in authors if name not in self._header.authors)
            return True
        if credit := read_credit(text):
            if credit not in self._header.credits:
                self._header.credits.append(credit)
            return True
        if captioned := split_caption(text) or picture_caption(text):
            self._header.caption = self._header.caption or captioned[0]
            if captioned[1] and captioned[1] not in self._header.credits:
                self._header.credits.append(captioned[1])
            return True
        kind = furniture_kind(text) or (ticker_text(text) is not None and not is_prose(text) and "ticker")
        if kind:
            self._header.dropped.append(Dropped(line.number, text, kind))
            return True
        return False

    def _take_prose(self, index: int) -> bool:
        """Running text is a standfirst or caption only if the head goes on below it; else the body starts."""
        line = self._page.lines[index]
        role = self._role_of_prose(index)
        if role == "standfirst" and self._header.standfirst in (None, line.text):
            self._header.standfirst = line.text
        elif role is not None and self._header.caption in (None, line.text):
            self._header.caption = line.text
            self._header.guesses.append(("caption", "running text in the head"))
        else:
            return False
        return True

    def _role_of_prose(self, index: int) -> str | None:
        """See which part of the head follows before a second paragraph, with the text coming after that."""
        lines = self._page.lines
        role: str | None = None
        for below in range(index + 1, min(len(lines), index + _LOOKAHEAD)):
            line = lines[below]
            if line.key in RELATED | FOOTER:
                return None
            if is_prose(line.text):
                return role
            if self._is_head(line):
                role = "standfirst"
            elif role is None and read_credit(line.text):
                apart = below + 1 < len(lines) and lines[below + 1].gap
                glued = apart and not any(lines[at].gap for at in range(index + 1, below + 1))
                role = "caption" if glued else None
        return None

    def _is_head(self, line: Line) -> bool:
        if line.key == self._key or read_moments(line.text, near=self._page.dump_date):
            return True
        parts = split_parts(line.text)
        stamped = len(parts) > 1 and any(read_moments(part, near=self._page.dump_date) for part in parts)
        return bool(read_byline(line.text)) or (stamped and all(self._is_known(part) for part in parts))

    def _settle_loose(self) -> None:
        """Decide what the unexplained short lines are, from where they stand and what they look like."""
        unique = list({loose.line.key: loose for loose in self._loose}.values())
        upper = [loose for loose in unique if not loose.after_times and self._header.moments]
        lower = [loose for loose in unique if loose not in upper]
        for loose in upper:
            if is_name(loose.line.text) and not self._header.authors:
                self._guess_authors(loose.line.text, "a name between headline and times")
            elif self._header.standfirst is None:
                self._header.standfirst = loose.line.text
                self._header.guesses.append(("standfirst", "a short line between headline and times"))
        self._settle_lower(lower)

    def _settle_lower(self, lower: list[_Loose]) -> None:
        while lower:
            loose = lower.pop(0)
            text = loose.line.text
            if self._is_author(text, more=bool(lower) or bool(self._header.credits)):
                self._guess_authors(text, "a name above the text")
            elif self._is_body(loose) and all(self._is_body(later) for later in lower):
                self._header.body = min(self._header.body, loose.index)
                return
            elif lower or self._header.credits:
                self._header.caption = self._header.caption or text
                self._header.guesses.append(("caption", "a short line above the picture credit"))
            else:
                self._header.credits.append(text)
                self._header.guesses.append(("credit", "the short line between the times and the text"))

    def _is_body(self, loose: _Loose) -> bool:
        """A line set apart, unlike a credit, that the text follows at once is a subheading of the body."""
        text = loose.line.text
        if not loose.line.gap or is_title_case(text) or is_name(text):
            return is_closed(text)
        return loose.index + 1 >= self._header.body or is_closed(text)

    def _is_author(self, text: str, *, more: bool) -> bool:
        if (
            self._header.authors
            or not split_names(text)
            or not all(is_name(name) for name in split_names(text))
        ):
            return False
        noted = {noted_name(line.text) for line in self._page.lines[self._header.body :]}
        return text in noted or (more and is_name(text))

    def _guess_authors(self, text: str, why: str) -> None:
        names = split_names(text)
        if names:
            self._header.authors.extend(names)
            self._header.guesses.append(("authors", why))


def _labelled(moment: Moment, label: str) -> Moment:
    return Moment(label, moment.day, moment.clock, moment.offset, moment.guess, moment.problem)
