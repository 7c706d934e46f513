"""Tables of what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def print_part(name: str, rows: Sequence[Mapping[str, Any]], *, seconds: float) -> None:
    """Print the rows of one part; those with the same columns stand in one table."""
    print(f"\n== {name} ({seconds:.0f} s)", flush=True)
    columns: list[str] = []
    for place, row in enumerate(rows):
        if list(row) != columns:
            columns = list(row)
            alike = [other for other in rows[place:] if list(other) == columns]
            widths = {
                each: max(len(each), *(len(_shown(other[each])) for other in alike)) for each in columns
            }
            print("  ".join(each.ljust(widths[each]) for each in columns))
        print("  ".join(_shown(row[each]).ljust(widths[each]) for each in columns), flush=True)


def _shown(value: Any) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
