"""Small pictures of figures, drawn with shapes in the page: no script, no library."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.desk.home.shown import Bar

WIDTH, HEIGHT = 100.0, 24.0
# Something is always to be seen, where something was read.
LEAST = 0.8


def bars(counted: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Place a bar for each figure side by side in a picture of 100 by 24."""
    most = max((count for _label, count in counted), default=0)
    step = WIDTH / max(1, len(counted))
    placed = []
    for number, (label, count) in enumerate(counted):
        height = max(LEAST, HEIGHT * count / most) if count else 0.0
        placed.append(
            Bar(
                label=label,
                count=count,
                x=round(number * step, 2),
                y=round(HEIGHT - height, 2),
                height=round(height, 2),
                share=round(100 * count / most, 1) if most else 0.0,
            )
        )
    return tuple(placed)
