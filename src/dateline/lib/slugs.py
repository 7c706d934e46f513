"""Addresses from headlines: Latin letters, digits and hyphens, whatever the headline is written in."""

from __future__ import annotations

import re

from anyascii import anyascii

_APOSTROPHES = re.compile(r"[’'ʼ`]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug_from(text: str, *, longest: int = 80) -> str:
    """Return the text as an address of at most ``longest`` characters, cut between words.

    «Мост закрыт» becomes ``most-zakryt``. Empty when nothing can be transliterated.
    """
    plain = anyascii(_APOSTROPHES.sub("", text)).lower()
    slug = _OTHERS.sub("-", plain).strip("-")
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return cut.strip("-")
