"""Read the request headers that choose among the forms of a page. Malformed ones count as absent."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

ENCODINGS = ("br", "gzip", "identity")
LONGEST_HEADER = 4096

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII | re.IGNORECASE)
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_accepted: dict[str, tuple[str, ...]] = {}


def accepted_encodings(header: str) -> tuple[str, ...]:
    """Return the encodings to try, best first (RFC 9110 section 12.5.3).

    Among equal weights brotli comes before gzip before identity. Identity stays possible unless it is
    refused by name or by ``*;q=0``; an empty result means that nothing we have is acceptable.
    """
    known = _accepted.get(header)
    if known is None:
        known = _read_accept_encoding(header)
        # Browsers send a handful of values; strangers may send any, so the memory is bounded.
        if len(_accepted) < 512 and len(header) < 200:
            _accepted[header] = known
    return known


def _read_accept_encoding(header: str) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for part in header[:LONGEST_HEADER].split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            match = _WEIGHT.fullmatch(parameter.replace(" ", ""))
            weight = float(match[1]) if match else 0.0
        if name:
            weights.setdefault("gzip" if name.lower() == "x-gzip" else name.lower(), weight)
    rest = weights.get("*")
    identity = weights.get("identity", 1.0 if rest is None else rest)
    offered = {
        "br": weights.get("br", rest or 0.0),
        "gzip": weights.get("gzip", rest or 0.0),
        # Not listed, identity is acceptable but nobody's first choice.
        "identity": identity if "identity" in weights else min(identity, 0.0001),
    }
    return tuple(sorted((name for name in ENCODINGS if offered[name] > 0), key=lambda name: -offered[name]))


def names_tag(header: str, etag: str) -> bool:
    """Say whether If-None-Match names this strong tag, by weak comparison (RFC 9110 section 13.1.2)."""
    if header.strip() == "*":
        return True
    return etag in header and etag in _ENTITY_TAG.findall(header[: 2 * LONGEST_HEADER])


def http_seconds(header: str) -> int | None:
    """Return an HTTP date as seconds since 1970, None when it is not one (RFC 9110 section 5.6.7)."""
    if len(header) > 64:
        return None
    try:
        moment = parsedate_to_datetime(header)
        return int(moment.timestamp()) if moment.tzinfo is not None else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def single_range(header: str, length: int) -> tuple[int, int] | bool | None:
    """Return first and last position of the one range asked for (RFC 9110 section 14.1.2).

    None means that the header is to be ignored (malformed, several ranges); False that it cannot be
    satisfied.
    """
    match = _RANGE.fullmatch(header.strip().lower())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        wanted = min(int(last), length)
        return (length - wanted, length - 1) if wanted else False
    start = int(first)
    end = min(int(last), length - 1) if last else length - 1
    if last and int(last) < start:
        return None
    return (start, end) if start < length else False
