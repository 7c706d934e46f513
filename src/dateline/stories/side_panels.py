"""Panels at the side of a story's edit screen that come from above."""

from __future__ import annotations

from typing import Any

_panels: list[type[Any]] = []


def register_side_panel(panel: type[Any]) -> None:
    """Add a panel to the edit screen of every story. Called when apps are ready."""
    if panel not in _panels:
        _panels.append(panel)


def side_panels() -> tuple[type[Any], ...]:
    """Return the panels that were added."""
    return tuple(_panels)
