"""A few words for a browser, from what it says of itself. The rest of that is not worth keeping."""

from __future__ import annotations

import re

LONGEST = 2000
# In this order: most browsers also name those whose pages they imitate.
BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Yandex Browser", r"YaBrowser/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Vivaldi", r"Vivaldi/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrom(e|ium)/|CriOS/|HeadlessChrome/"),
    ("Safari", r"Version/[\d.]+.*Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"),
    ("macOS", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
)


def device_words(user_agent: str) -> str:
    """Return words such as "Firefox, Windows", or nothing when the browser says nothing known."""
    said = user_agent[:LONGEST]
    found = (_first(BROWSERS, said), _first(SYSTEMS, said))
    return ", ".join(word for word in found if word)


def _first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((word for word, pattern in known if re.search(pattern, said)), "")
