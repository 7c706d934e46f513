"""Addresses of Creative Commons licences, from how people write their names."""

from __future__ import annotations

import re

ROOT = "https://creativecommons.org/"
_ADDRESS = re.compile(
    r"creativecommons\.org/((?:licenses/(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd)/[1-4]\.[05])"
    r"|(?:publicdomain/(?:zero|mark)/1\.0))",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\bCC[ -]?(BY(?:[ -]NC)?(?:[ -](?:SA|ND))?)(?:[ -]?v?([1-4]\.[05]))?(?![\w.])", re.IGNORECASE
)
_ZERO = re.compile(r"\bCC[ -]?0\b|\bCC Zero\b", re.IGNORECASE)
NEWEST = "4.0"


def license_address(note: str) -> str:
    """Return the address of the licence that a note names, empty when it names none.

    “CC BY-SA 3.0” and addresses of deeds in any language are known; a name without a version means 4.0.
    """
    if found := _ADDRESS.search(note):
        return f"{ROOT}{found[1].lower()}/"
    if found := _NAME.search(note):
        kind = found[1].lower().replace(" ", "-")
        return f"{ROOT}licenses/{kind}/{found[2] or NEWEST}/"
    return f"{ROOT}publicdomain/zero/1.0/" if _ZERO.search(note) else ""
