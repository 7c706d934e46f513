"""Tables of data as plain cells; tables that only lay out a page are told from them."""

from __future__ import annotations

from dateline.archive.parsing.trees import Element, squeezed, tag_of, text_of
from dateline.archive.records import Block

MOST_ROWS = 2_000
MOST_COLUMNS = 100


def is_layout(table: Element) -> bool:
    """Say whether a table lays out a page: one column, other tables, or cells full of paragraphs."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find(".//table") is not None or table.find(".//h1") is not None:
        return True
    rows = _rows(table)
    if not rows or max(map(len, rows)) < 2:
        return True
    return any(len(cell.findall(".//p")) > 2 or len(text_of(cell)) > 1_500 for row in rows for cell in row)


def table_from(table: Element, *, title: str = "") -> Block | None:
    """Return the cells of a table, row by row; None for an empty one."""
    rows = [row for row in (_cells(each) for each in _rows(table)[:MOST_ROWS]) if any(row)]
    if not rows:
        return None
    width = max(map(len, rows))
    padded = tuple((*row, *[""] * (width - len(row))) for row in rows)
    caption = table.find(".//caption")
    title = title or (text_of(caption) if caption is not None else "")
    first = next(table.iter("tr"), None)
    heads = first is not None and all(tag_of(cell) == "th" for cell in first if tag_of(cell) in ("td", "th"))
    has_header = bool(table.find(".//thead") is not None or heads)
    text = "\n".join("\t".join(row) for row in padded)
    return Block("table", text, title=title, rows=padded, has_header=has_header)


def _rows(table: Element) -> list[list[Element]]:
    return [[cell for cell in row if tag_of(cell) in ("td", "th")] for row in table.iter("tr")]


def _cells(row: list[Element]) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        cells.append(squeezed(text_of(cell)))
        span = cell.get("colspan") or "1"
        extra = min(int(span), MOST_COLUMNS) - 1 if span.isdecimal() and len(span) < 6 else 0
        cells.extend([""] * max(0, extra))
    return tuple(cells[:MOST_COLUMNS])
