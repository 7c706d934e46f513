"""Where everything about the paper on a device is."""

from __future__ import annotations

MANIFEST, WORKER, PAGE = "/manifest.webmanifest", "/sw.js", "/offline/"
ICON_SIZES = (192, 512)
ICONS = tuple(f"/icons/{size}.png" for size in ICON_SIZES)
ONCE = (MANIFEST, WORKER, PAGE, *ICONS)
