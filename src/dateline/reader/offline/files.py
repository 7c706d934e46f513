"""Manifest (W3C Web Application Manifest) and service worker (W3C Service Workers), as text."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from dateline.paper.models import PaperSettings
from dateline.reader.device_addresses import ICON_SIZES, ICONS, PAGE

# The theme's own colors: of its paper and its ink.
PAPER_COLOR, INK_COLOR = "#fffdf9", "#191613"
LONGEST_SHORT_NAME = 12
STATIC = Path(__file__).parent.parent / "static" / "reader"
SOURCE, FOR_ALERTS = STATIC / "worker.js", STATIC / "worker-alerts.js"
# What the page needs that stands in for others.
FILES = ("reader/paper.css", "reader/paper.js", "reader/offline.js", "reader/fonts/serif-latin.woff2")
GONE = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
for (const name of await caches.keys()) await caches.delete(name);
await self.registration.unregister();
})()));
"""


def manifest(paper: PaperSettings, *, alerts_key: str = "") -> dict[str, Any]:
    """Return what a browser asks for to put the paper among a device's programs.

    With alerts it is a program of its own where there is no third way: iPhones give alerts to no other.
    """
    short = paper.name if len(paper.name) <= LONGEST_SHORT_NAME else _short_name(paper.name)
    return {
        "id": "/",
        "name": paper.name,
        "short_name": short,
        **({"description": paper.tagline} if paper.tagline else {}),
        "lang": settings.LANGUAGE_CODE,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        # A bar with the address and a way back stays: links lead elsewhere.
        **(
            {"display": "standalone", "display_override": ["minimal-ui"]}
            if alerts_key
            else {"display": "minimal-ui"}
        ),
        "background_color": PAPER_COLOR,
        "theme_color": PAPER_COLOR,
        "icons": [
            {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size, address in zip(ICON_SIZES, ICONS, strict=True)
            for purpose in ("any", "maskable")
        ],
    }


def worker(paper: PaperSettings, *, alerts_key: str = "") -> str:
    """Return the service worker: one that keeps stories, or one that forgets all and goes.

    With a key for alerts it shows those, too.

    It differs when a file that it keeps does, so browsers then take the new one.
    """
    if not paper.keeps_read_stories:
        return GONE
    files = [static(name) for name in FILES]
    words = {"kept": _("You are offline. This is the story as it was when you read it:")}
    known = json.dumps([PAGE, files, words], ensure_ascii=False)
    told = {
        "page": PAGE,
        "files": files,
        "name": f"files-{sha256(known.encode()).hexdigest()[:12]}",
        "words": words,
        "language": settings.LANGUAGE_CODE,
        **({"alerts": {"key": alerts_key, "icon": ICONS[0]}} if alerts_key else {}),
    }
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    sources = (SOURCE, FOR_ALERTS) if alerts_key else (SOURCE,)
    return f"const PAPER = {written};\n{''.join(one.read_text(encoding='utf-8') for one in sources)}"


def _short_name(name: str) -> str:
    """Return the last word of a name, by which most papers are called, as far as there is room."""
    return name.split()[-1][:LONGEST_SHORT_NAME]
