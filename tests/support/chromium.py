"""How a headless Chromium is started: no calls home, no sandbox where the tests run as root.

Apart from ``tests/browser/conftest.py``, so that a tool takes it without that file's environment variables.
"""

from __future__ import annotations

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
