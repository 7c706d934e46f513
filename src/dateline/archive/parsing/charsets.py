"""From bytes to text where no label can be trusted: old Russian character sets, and text encoded twice."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive.pagedump.reading import plausibility
from dateline.archive.parsing.sources import Readable
from dateline.archive.records import Problem

CANDIDATES = ("cp1251", "koi8-r", "mac-cyrillic", "cp866", "cp1252")
CHUNK = 1 << 20

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TWICE = (
    (
        "cp1251",
        re.compile(r"[РС][°±ІіґµёЁ№є»јЅѕїЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§]|вЂ[™њќ“”¦]"),
        3,
    ),
    (
        "cp1252",
        re.compile(r"[ÐÑ][\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u2122]|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]"),
        1,
    ),
    ("koi8-r", re.compile(r"[пя][\u2500-\u25a0°²·÷]|Б─"), 3),
    ("mac-cyrillic", re.compile(r"[–—][\u00a0-\u00bf\u0400-\u045f∞±≤≥µ∂АБВГ]"), 6),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the character set it was in, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode bytes: as UTF-8 where they are valid, else as declared, else as the likeliest set."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if error.start > len(data) - 4 or sum(char > "\x7f" for char in text) > 20 * broken:
            return Decoded(text, "utf-8")
    guess = _best(data[: 1 << 18], declared)
    return Decoded(data.decode(guess, "replace"), guess, guessed=guess != _known(declared))


def _best(data: bytes, declared: str | None) -> str:
    known = _known(declared)
    names = dict.fromkeys([*([known] if known and known != "utf-8" else []), *CANDIDATES])
    scores = {name: plausibility(data.decode(name, "replace")) for name in names}
    if known in scores and scores[known] > 0 and scores[known] >= 0.9 * max(scores.values()):
        return known
    return max(scores, key=lambda name: scores[name])


def _known(declared: str | None) -> str | None:
    """Return Python's name of a character set of text, or None for one that does not exist."""
    try:
        found = codecs.lookup((declared or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in ("idna", "punycode", "unicode_escape") else None


def mended(text: str) -> str | None:
    """Undo that UTF-8 was read as something else and stored so; None for text that is as it should be.

    Each run of characters beyond ASCII is turned back by itself, so that what was right stays right.
    """
    for encoding, sign, least in _TWICE:
        signs = 0
        for _ in sign.finditer(text):
            signs += 1
            if signs >= least:
                break
        if signs < least:
            continue
        new, changed = _turned_back(text, encoding)
        is_clean = encoding == "cp1252" and not sign.search(new)
        if changed >= least and (is_clean or plausibility(new) > plausibility(text)):
            return mended(new) or new
    return None


def _turned_back(text: str, encoding: str) -> tuple[str, int]:
    changed = 0

    def back(match: re.Match[str]) -> str:
        nonlocal changed
        try:
            new = b"".join(_byte(char, encoding) for char in match.group()).decode("utf-8")
        except (UnicodeError, KeyError):
            return match.group()
        changed += 1
        return new

    return re.sub(r"[^\x00-\x7f]+", back, text), changed


def _byte(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        # Bytes that the set leaves undefined are kept as control characters by those who read it wrongly.
        return char.encode("latin-1")


def without_controls(text: str) -> str:
    """Leave out what XML and databases refuse: control characters and halves of surrogate pairs."""
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def utf8_chunks(
    stream: Readable, *, head: bytes, declared: str | None, problems: list[Problem]
) -> Iterator[bytes]:
    """Yield a long file as UTF-8 without control characters, piece by piece; what was wrong is told once.

    ``head`` is the beginning of the same file, from which the character set is judged.
    """
    encoding = decode(head, declared=declared).encoding if head else "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    has_controls = has_broken = False
    while True:
        data = stream.read(CHUNK)
        text = decoder.decode(data, final=not data)
        if (
            not has_broken
            and "\ufffd" in text
            and encoding.startswith("utf-8")
            and b"\xef\xbf\xbd" not in data
        ):
            has_broken = True
            problems.append(
                Problem("file", f"some bytes are not {encoding}", "one character set in the file")
            )
        if _CONTROLS.search(text):
            text = _CONTROLS.sub("", text)
            if not has_controls:
                has_controls = True
                problems.append(Problem("file", "there are control characters in it", "printable text"))
        if text:
            yield text.encode("utf-8")
        if not data:
            return
