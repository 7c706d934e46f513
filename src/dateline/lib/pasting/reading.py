"""Pasted HTML read into pieces.

A real HTML parser (nh3) makes a well-formed tree of whatever was pasted and takes scripts and comments
out; what it writes is then walked once, from start to end. Every visible word comes out, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from dateline.lib.pasting.links import SCHEMES, clean_link, embed_address
from dateline.lib.pasting.pieces import (
    HEADING,
    ITEM,
    QUOTE,
    SOURCE,
    TEXT,
    Frame,
    Line,
    Pasted,
    Picture,
    Piece,
    Run,
    plain,
)
from dateline.lib.pasting.spaces import collapsed, tidied, visible
from dateline.lib.pasting.styles import (
    faked_level,
    is_comment,
    is_hidden,
    is_list_mark,
    is_number,
    marks_of,
    style_of,
)
from dateline.lib.pasting.tables import OpenTable, span

DEEPEST_LIST = 4
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = (
    "p div section article header footer main aside figure figcaption ul ol li dl dt dd blockquote pre table"
    " caption thead tbody tfoot tr td th hr address details summary fieldset legend form nav center"
)
_INLINE_TAGS = "a b strong i em u s strike del ins sup sub span font small big mark code q cite"
_UNREAD_TAGS = "script style title template head noscript object applet svg math select textarea button"
BLOCKS = HEADINGS | frozenset(_BLOCK_TAGS.split())
INLINE = frozenset(_INLINE_TAGS.split())
UNREAD = frozenset(_UNREAD_TAGS.split())
_ATTRIBUTES = {
    "*": {"style", "class"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "iframe": {"src", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_VOID = frozenset({"br", "img", "hr", "wbr"})
_FAKED_BULLET = re.compile(r"^[•●▪◦·\uf0b7\uf0a7][ \u00a0\t]+")
# What stands in a frame is raw text for browsers that show no frames, and would be read as markup.
_IN_FRAME = re.compile(r"""(<iframe(?:"[^"]*"|[^">])*>).*?</iframe>""", re.DOTALL)
_EMOJI = re.compile(r"emoji|wp-smiley", re.IGNORECASE)


def read_html(html: str) -> Pasted:
    """Return the pieces of pasted HTML."""
    reader = _Reader()
    reader.feed(normalized(html))
    reader.close()
    return reader.finish()


def normalized(html: str) -> str:
    """Return well-formed HTML with everything that can be read out of it, and nothing that runs."""
    clean = nh3.clean(
        visible(html),
        tags=set(BLOCKS | INLINE | _VOID | {"iframe"}),
        clean_content_tags=set(UNREAD),
        attributes=_ATTRIBUTES,
        url_schemes={*SCHEMES, "data", "file", "blob", "cid"},
        link_rel=None,
    )
    return _IN_FRAME.sub(r"\1</iframe>", clean)


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    tag: str
    marks: frozenset[str]
    href: str
    is_unread: bool = False
    is_mark_of_list: bool = False
    level: int = 0
    """Of an item in a list that is faked by paragraphs."""
    item: Line | None = None
    """What was written of this item so far."""
    number: int = 0
    """Of this quotation."""
    begins_line: bool = False
    """Whether the source of a quotation stands on a line of its own."""


class _Reader(HTMLParser):
    """Walks through well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = Pasted()
        self.open: list[_Open] = [_Open("", frozenset(), "")]
        self.tables: list[OpenTable] = []
        self.runs: list[Run] = []
        self.mark = ""
        self.waiting: list[Piece] = []
        self.quotes = 0

    def finish(self) -> Pasted:
        self._end_line()
        while self.tables:
            self._end_table()
        return self.out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        inside = self.open[-1]
        if tag in BLOCKS:
            self._end_line()
        if tag in _VOID:
            if not inside.is_unread:
                self._void(tag, attributes)
            return
        style = style_of(attributes)
        if is_comment(style) and not inside.is_unread:
            self.out.left_out += 1
        entered = _Open(
            tag,
            marks_of(tag, style, inherited=inside.marks),
            clean_link(attributes.get("href", "")) if tag == "a" else inside.href,
            is_unread=inside.is_unread or is_hidden(style) or is_comment(style),
            is_mark_of_list=inside.is_mark_of_list or is_list_mark(style),
            level=faked_level(attributes, style) if tag in ("p", "div") else 0,
            begins_line=tag == "cite" and not tidied(self.runs),
        )
        self.open.append(entered)
        if not entered.is_unread:
            self._enter(entered, attributes)

    def _enter(self, entered: _Open, attributes: dict[str, str]) -> None:
        match entered.tag:
            case "iframe":
                self._frame(attributes)
            case "blockquote":
                self.quotes += 1
                entered.number = self.quotes
            case "table":
                self.tables.append(OpenTable())
            case "tr" if self.tables:
                self.tables[-1].begin_row()
            case "td" | "th" if self.tables:
                across, down = span(attributes.get("colspan", "")), span(attributes.get("rowspan", ""))
                self.tables[-1].begin_cell(is_header=entered.tag == "th", across=across, down=down)
            case "caption" if self.tables and self.tables[-1].caption is None:
                self.tables[-1].begin_caption()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or len(self.open) < 2:
            return
        if tag in BLOCKS or (self.open[-1].begins_line and self._within("blockquote")):
            self._end_line()
        left = self.open.pop()
        if left.is_unread or not self.tables:
            return
        match left.tag:
            case "td" | "th":
                self.tables[-1].end_cell()
            case "caption":
                self.tables[-1].end_caption()
            case "table":
                self._end_table()

    def handle_data(self, data: str) -> None:
        inside = self.open[-1]
        if inside.is_unread:
            return
        if inside.is_mark_of_list:
            self.mark += data
            return
        if self._within("pre"):
            for number, part in enumerate(data.replace("\r\n", "\n").split("\n")):
                if number:
                    self.runs.append(Run("\n"))
                self.runs.append(Run(collapsed(part), inside.marks, inside.href))
            return
        self.runs.append(Run(collapsed(data), inside.marks, inside.href))

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            if _ends_with_break(self.runs):
                self._end_line()
            else:
                self.runs.append(Run("\n"))
        elif tag == "img":
            self._picture(attributes)

    def _picture(self, attributes: dict[str, str]) -> None:
        alt = attributes.get("alt", "")
        if _EMOJI.search(attributes.get("class", "")):
            self.handle_data(alt)
            return
        style = style_of(attributes)
        sizes = [attributes.get(side) or style.get(side, "") for side in ("width", "height")]
        if any(size.removesuffix("px").strip() in ("0", "1", "2") for size in sizes) or is_hidden(style):
            return  # a pixel that counts readers
        self.waiting.append(Picture())
        if not tidied(self.runs):
            self._end_line()

    def _frame(self, attributes: dict[str, str]) -> None:
        url = embed_address(attributes.get("src", ""))
        if url:
            self.waiting.append(Frame(url, title=plain([Run(visible(attributes.get("title", "")))])[:200]))
        else:
            self.out.left_out += 1

    def _end_line(self) -> None:
        """Put the line that was read into the flow, and after it what stood in the middle of it."""
        runs, self.runs = tidied(self.runs), []
        mark, self.mark = self.mark, ""
        if runs:
            self._put(runs, mark)
        self._flow().extend(self.waiting)
        self.waiting = []

    def _put(self, runs: list[Run], mark: str) -> None:
        flow = self._flow()
        if self._is_caption(flow):
            flow[-1].caption = plain(runs)  # type: ignore[union-attr]  # _is_caption looked
            return
        item = next((one for one in reversed(self.open) if one.tag in ("li", "dd", "td", "th")), None)
        if item is not None and item.tag == "li" and not self._within(*HEADINGS):
            if item.item is not None and item.item in flow[-1:]:
                item.item.runs += [Run("\n"), *runs]
                return
            item.item = self._item(runs)
            flow.append(item.item)
            return
        flow.append(self._line(runs, mark))

    def _line(self, runs: list[Run], mark: str) -> Line:
        if self._within(*HEADINGS):
            return Line(runs, HEADING)
        if level := next((one.level for one in reversed(self.open) if one.level), 0):
            return Line(runs, ITEM, depth=min(level, DEEPEST_LIST) - 1, is_ordered=is_number(mark))
        if quotation := next((one.number for one in reversed(self.open) if one.number), 0):
            return Line(runs, SOURCE if self._within("cite", "footer") else QUOTE, group=quotation)
        if bullet := _FAKED_BULLET.match(runs[0].text):
            runs[0] = Run(runs[0].text[bullet.end() :], runs[0].marks, runs[0].href)
            return Line([run for run in runs if run.text], ITEM)
        return Line(runs, TEXT)

    def _item(self, runs: list[Run]) -> Line:
        lists = [one.tag for one in self.open if one.tag in ("ul", "ol")]
        depth = max(0, min(len(lists), DEEPEST_LIST) - 1)
        return Line(runs, ITEM, depth=depth, is_ordered=lists[-1:] == ["ol"])

    def _is_caption(self, flow: list[Piece]) -> bool:
        if not self._within("figcaption") or not flow:
            return False
        return isinstance(flow[-1], Picture) and not flow[-1].caption

    def _within(self, *tags: str) -> bool:
        return any(one.tag in tags for one in self.open)

    def _flow(self) -> list[Piece]:
        return self.tables[-1].flow if self.tables else self.out.pieces

    def _end_table(self) -> None:
        pieces = self.tables.pop().pieces()
        self._flow().extend(pieces)


def _ends_with_break(runs: list[Run]) -> bool:
    for run in reversed(runs):
        if run.text == "\n":
            return True
        if run.text.strip(" \u00a0"):
            return False
    return False
