"""From a path to text: bounded reading, the encoding and what was wrong with the file."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.archive.records import Problem

LONGEST_LINE = 250_000
LARGEST_FILE = 8_000_000
CHUNK = 1 << 16

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TYPOGRAPHY = "–—“”„‘’«»…№•"
_RUSSIAN_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчй")
_RUSSIAN_PAIRS = frozenset(
    [
        "ст",
        "но",
        "то",
        "на",
        "ен",
        "ов",
        "ни",
        "ра",
        "во",
        "ко",
        "ал",
        "ро",
        "ре",
        "ер",
        "пр",
        "не",
        "го",
        "по",
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, its encoding, whether that was a guess, and what went wrong."""

    text: str = ""
    encoding: str | None = None
    guessed: bool = False
    problems: tuple[Problem, ...] = ()


def read_dump(path: Path) -> Reading:
    """Read one dump; never raises for what is in or about the file, never reads more than the limits."""
    try:
        if path.is_dir():
            return _failed("this is a folder", "a plain-text page dump; name the files in the folder")
        if not path.exists():
            return _failed("there is no such file", "a plain-text page dump")
        if not path.is_file():
            return _failed("this is not an ordinary file", "a plain-text page dump")
        with path.open("rb") as stream:
            data, problem = _read_bounded(stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _failed(f"the file cannot be read: {reason}", "a file that this user may read")
    if problem is not None:
        return Reading(problems=(problem,))
    return decode_dump(data)


def decode_dump(data: bytes) -> Reading:
    """Turn bytes into text, stating the encoding and whether it is a guess."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return _failed("the file is empty", "a first line ` date YYYY-MM-DD Section` and the text of a page")
    for decode in (_with_mark, _utf16_without_mark, _utf8, _single_byte):
        reading = decode(data)
        if reading is not None:
            return _without_controls(reading)
    return _failed("the file is binary, not text", "plain text in UTF-8, UTF-16, windows-1251 or koi8-r")


def _failed(what: str, expected: str) -> Reading:
    return Reading(problems=(Problem("file", what, expected),))


def _read_bounded(stream: BinaryIO) -> tuple[bytes, Problem | None]:
    chunks: list[bytes] = []
    total = run = 0
    line = 1
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        for index, piece in enumerate(chunk.split(b"\n")):
            run = len(piece) if index else run + len(piece)
            line += 1 if index else 0
            if run > LONGEST_LINE:
                what = f"the line is longer than {LONGEST_LINE:,} bytes"
                return b"", Problem(f"line {line}", what, "lines of text; a paragraph is rarely over 5,000")
        if total > LARGEST_FILE:
            what = f"the file is larger than {LARGEST_FILE:,} bytes"
            return b"", Problem("file", what, "the dump of one page; split a file of many")
        chunks.append(chunk)
    return b"".join(chunks), None


def _with_mark(data: bytes) -> Reading | None:
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    for mark, encoding in marks:
        if not data.startswith(mark):
            continue
        try:
            return Reading(data.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            problem = _undecodable(data, error)
            return Reading(data.decode(encoding, "replace"), encoding, problems=(problem,))
    return None


def _utf16_without_mark(data: bytes) -> Reading | None:
    if b"\x00" not in data[:4096]:
        return None
    even = data[: len(data) & ~1]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = even.decode(encoding)
        except UnicodeDecodeError:
            continue
        known = sum(char < "\u0250" or "\u0400" <= char < "\u0500" or char in _TYPOGRAPHY for char in text)
        if known >= 0.97 * len(text) and not _CONTROLS.search(text) and " " in text:
            return Reading(text, encoding, guessed=True)
    return None


def _utf8(data: bytes) -> Reading | None:
    try:
        return Reading(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        whole = sum(char > "\x7f" for char in text) - broken
        if b"\x00" in data or whole < 3 * broken:
            return None
        return Reading(text, "utf-8", problems=(_undecodable(data, error),))


def _single_byte(data: bytes) -> Reading | None:
    if b"\x00" in data:
        return None
    candidates = [(encoding, data.decode(encoding, "replace")) for encoding in ("cp1251", "koi8-r", "cp1252")]
    encoding, text = max(candidates, key=lambda candidate: plausibility(candidate[1]))
    if encoding == "cp1252" and "\ufffd" in text:
        encoding, text = "latin-1", data.decode("latin-1")
    if len(_CONTROLS.findall(text)) > 0.01 * len(text):
        return None
    return Reading(text, encoding, guessed=True)


def plausibility(text: str) -> float:
    """Score how much the non-ASCII part of a text looks like Russian or like accented Latin."""
    score = 0.0
    for word in re.findall(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*", text[:200_000]):
        cyrillic = sum("\u0400" <= char < "\u0500" for char in word)
        if cyrillic == len(word):
            natural = word.islower() or word.istitle() or (word.isupper() and len(word) < 4)
            lowered = word.lower()
            pairs = sum(lowered[i : i + 2] in _RUSSIAN_PAIRS for i in range(len(lowered) - 1))
            score += (1 if natural else -0.5) * (pairs + 0.5 * sum(c in _RUSSIAN_COMMON for c in lowered))
        elif cyrillic:
            score -= len(word)
        else:
            odd = sum(char > "\x7f" for char in word)
            score += 1.5 if odd <= 0.34 * len(word) else -2.0 * odd
    return score - 5 * len(_CONTROLS.findall(text)) - 3 * text.count("\ufffd")


def _undecodable(data: bytes, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    if error.end >= len(data) - 1:
        return Problem(f"line {line}", "the file ends in the middle of a character", "the rest of the dump")
    value = data[error.start : error.end].hex(" ")
    return Problem(f"line {line}", f"the bytes {value} are not {error.encoding}", "one encoding in the file")


def _without_controls(reading: Reading) -> Reading:
    found = _CONTROLS.findall(reading.text)
    if not found:
        return reading
    if "\x00" in found or len(found) > 0.01 * len(reading.text) + 2:
        return _failed("the file is binary, not text", "plain text in UTF-8, UTF-16, windows-1251 or koi8-r")
    line = reading.text.count("\n", 0, reading.text.index(found[0])) + 1
    problem = Problem(f"line {line}", "there are control characters in the text", "printable text")
    text = _CONTROLS.sub("", reading.text)
    return Reading(text, reading.encoding, guessed=reading.guessed, problems=(*reading.problems, problem))
