"""Panels at the side of a story's edit screen that come from above."""

from __future__ import annotations

from typing import Any

_panels: list[type[Any]] = []


def register_side_panel(panel: type[Any]) -> None:
    """Add a panel to the edit screen of every story. Called when apps are ready."""
    if panel not in _panels:
        _panels.append(panel)


def panels_beside(page: Any, request: Any) -> list[Any]:
    """Return the panels beside a story; one that has nothing to say of it can say so by ``is_shown``."""
    made = (panel(page, request) for panel in _panels)
    return [panel for panel in made if getattr(panel, "is_shown", lambda: True)()]
