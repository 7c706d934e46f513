"""Tables that hold data, told from tables that only hold a layout together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lib.pasting.pieces import HEADING, ITEM, TEXT, Line, Piece, Table

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, MOST_SPAN = 200, 30, 400, 30


@dataclass(slots=True)
class Cell:
    """A cell while it is being read: where its pieces stand in the table's flow."""

    start: int
    end: int = -1
    is_header: bool = False
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class OpenTable:
    """A table while it is being read. Its pieces flow as if it were no table, until that is known."""

    flow: list[Piece] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    caption: Cell | None = None

    def begin_row(self) -> None:
        self.rows.append([])

    def begin_cell(self, *, is_header: bool, across: int, down: int) -> None:
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(Cell(len(self.flow), is_header=is_header, across=across, down=down))

    def end_cell(self) -> None:
        if self.rows and self.rows[-1] and self.rows[-1][-1].end < 0:
            self.rows[-1][-1].end = len(self.flow)

    def begin_caption(self) -> None:
        self.caption = Cell(len(self.flow))

    def end_caption(self) -> None:
        if self.caption is not None and self.caption.end < 0:
            self.caption.end = len(self.flow)

    def pieces(self) -> list[Piece]:
        """Return the table, or what is in it when it is none of data."""
        table = self._as_data()
        return self.flow if table is None else [table]

    def _as_data(self) -> Table | None:
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        if len(rows) < 2 or len(rows) > MOST_ROWS or any(cell.end < 0 for cell in cells):
            return None
        if self.caption is not None and (self.caption.start > 0 or self.caption.end < 0):
            return None  # a caption that is not at the top
        caption = self._caption_text()
        covered = sum(cell.end - cell.start for cell in cells)
        if covered + (self.caption.end - self.caption.start if self.caption else 0) != len(self.flow):
            return None  # something stands between the cells
        texts = [[self._text_of(cell) for cell in row] for row in rows]
        if any(text is None or len(text) > LONGEST_CELL for row in texts for text in row):
            return None
        grid = _grid(rows, texts)
        width = max(map(len, grid), default=0)
        if not 2 <= width <= MOST_COLUMNS:
            return None
        return Table(
            [row + [""] * (width - len(row)) for row in grid],
            caption=caption,
            has_header=all(cell.is_header for cell in rows[0]),
        )

    def _caption_text(self) -> str:
        return (self._text_of(self.caption) or "") if self.caption else ""

    def _text_of(self, cell: Cell) -> str | None:
        """Return the words of a cell; None when it holds more than words."""
        texts = []
        for piece in self.flow[cell.start : cell.end]:
            if not isinstance(piece, Line) or piece.kind not in (TEXT, ITEM, HEADING):
                return None
            texts.append(" ".join(piece.text.split()))
        return " ".join(texts)


def _grid(rows: list[list[Cell]], texts: list[list[str | None]]) -> list[list[str]]:
    """Return the cells in their columns: one that spans several leaves the others empty."""
    grid: list[list[str]] = []
    taken: dict[int, int] = {}
    for row, words in zip(rows, texts, strict=True):
        line: list[str] = []
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell, text in zip(row, words, strict=True):
            while taken.get(len(line), 0) > 0:
                line.append("")
            for column in range(len(line), len(line) + cell.across):
                if cell.down > 1:
                    below[column] = cell.down - 1
            line += [text or "", *[""] * (cell.across - 1)]
        taken = below
        grid.append(line)
    return grid


def span(written: str) -> int:
    """Return how many rows or columns a cell takes."""
    return min(int(written), MOST_SPAN) if written.isascii() and written.isdigit() and int(written) else 1
