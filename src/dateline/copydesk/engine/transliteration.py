"""When two spellings of a foreign name sound alike. Pure Python."""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLE = re.compile(
    r"^(?:al|el|ul|ad|ed|ar|er|as|es|at|et|an|en|az|ez|ash|esh|аль|эль|ад|эд|ар|эр|ас|эс|ат|эт|ан|эн|аз|эз|аш|эш)[-‐‑’' ]+"
)
# Written as one word the article doubles the letter that follows: Ezzor for ez-Zor.
_MERGED = re.compile(r"^[aeаэ]([zsrdtnзсрдтн])\1(?=\w{2})")
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("sh", "s"), ("zh", "z"), ("dj", "j"),
    ("dzh", "j"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"),
    ("aw", "o"), ("au", "o"), ("ae", "ai"), ("ay", "ai"), ("ei", "i"), ("ey", "i"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("yy", "i"), ("y", "i"),
    ("e", "i"), ("o", "u"), ("c", "k"), ("э", "и"), ("ё", "и"), ("о", "а"), ("е", "и"), ("я", "и"), ("й", "и"), ("ы", "и"), ("ь", ""), ("ъ", ""), ("дж", "ж"), ("-", ""), ("‑", ""), ("'", ""), ("’", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=5_000)
def sound_key(name: str) -> str:
    """Return what spellings of one name share: no article, one letter for one sound."""
    plain = _ARTICLE.sub("", name.casefold())
    plain = _MERGED.sub(r"\1", plain)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return _DOUBLED.sub(r"\1", plain)
