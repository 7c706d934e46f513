"""Which Chromium is started, and how: no calls home, no sandbox where the tests run as root.

Apart from ``tests/browser/conftest.py``, so that a tool takes it without that file's environment variables.
"""

from __future__ import annotations

import shutil

# The same engine without windows is a package of its own. In Chromium itself, headless or not, a third of the
# work goes into tabs, toolbar and frames that nobody looks at. Journeys need the notifications that it lacks.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def program() -> str | None:
    """Return where the cheapest Chromium of this machine is."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)
