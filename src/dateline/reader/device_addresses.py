"""Where everything about the paper on a device is."""

from __future__ import annotations

MANIFEST, WORKER, PAGE = "/manifest.webmanifest", "/sw.js", "/offline/"
ICON_SIZES = (192, 512)
ICONS = tuple(f"/icons/{size}.png" for size in ICON_SIZES)
ALERTS = "/alerts/"
"""Where readers choose of what this device tells them, and below it where devices say so."""
ONCE = (MANIFEST, WORKER, PAGE, ALERTS, *ICONS)
