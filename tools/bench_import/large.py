"""Files far too large, one of each kind: each must be named in the report, and leave memory as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

MEGABYTE = 1 << 20
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Old</title>'
    "<link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>"
)
_GOOD = (
    "<item><title>The ferry is back at its old quay</title><link>https://old.example/?p=7</link>"
    "<content:encoded><![CDATA[<p>It came back on Sunday, the harbour office said.</p>]]></content:encoded>"
    "<wp:post_id>7</wp:post_id><wp:post_date>2001-05-06 10:00:00</wp:post_date>"
    "<wp:post_date_gmt>2001-05-06 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status>"
    "<wp:post_type>post</wp:post_type></item>"
)
_ROW = {"id": "7", "title": "The tram is back", "date": "2001-05-06", "text": "It came back on Sunday."}


def write_large(
    folder: Path, *, megabytes: int, formats: tuple[str, ...] = ("pagedump", "wxr", "html", "table")
) -> dict[str, Path]:
    """Write one file for each format, with a good story before what is too large; return them by format."""
    folder.mkdir(parents=True, exist_ok=True)
    filling = b"The harbour office said so, and said it again. " * 22_310
    parts: dict[str, tuple[str, str, str]] = {
        "pagedump": ("large.txt", " date 2001-05-06 Town\nA headline over far too much\n", "\n"),
        "wxr": (
            "large.xml",
            f"{_HEAD}{_GOOD}<item><title>Too much</title><wp:post_id>8</wp:post_id><content:encoded>",
            "</content:encoded></item></channel></rss>",
        ),
        "html": ("large.html", "<!doctype html><title>Too much</title><h1>Too much</h1><p>", "</p>"),
        "table": ("large.jsonl", f'{json.dumps(_ROW)}\n{{"id": "8", "title": "Too much", "text": "', '"}\n'),
    }
    found = {}
    for name in formats:
        file_name, start, end = parts[name]
        found[name] = folder / name / file_name
        found[name].parent.mkdir(exist_ok=True)
        with found[name].open("wb") as file:
            for piece in _pieces(start, filling, end, megabytes=megabytes):
                file.write(piece)
    return found


def _pieces(start: str, filling: bytes, end: str, *, megabytes: int) -> Iterator[bytes]:
    yield start.encode()
    for _each in range(megabytes * MEGABYTE // len(filling) + 1):
        yield filling
    yield end.encode()
