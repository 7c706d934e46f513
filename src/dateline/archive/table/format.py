"""Tables as a format of archives."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.parsing.charsets import decode
from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document
from dateline.archive.table.mapping import guessed, mapping_beside
from dateline.archive.table.reader import SUFFIXES, read_tables
from dateline.archive.table.rows import sniffed


@dataclass(frozen=True, slots=True)
class TableFormat:
    """CSV, JSON Lines and JSON arrays; ``mapping`` is a mapping file for all of them."""

    mapping: Path | None = None
    name: str = "table"
    label: str = "Tables (CSV, JSON Lines)"

    def configured(self, options: Mapping[str, Any]) -> TableFormat:
        """Return the format with the mapping file that a run names."""
        return replace(self, mapping=Path(options["mapping"])) if options.get("mapping") else self

    def recognises(self, path: Path) -> float:
        """Look whether the columns are called as those of stories are."""
        sure = surest(path, _likeness, suffixes=SUFFIXES)
        is_mapped = path.is_file() and path.suffix.lower() in SUFFIXES and mapping_beside(path) is not None
        return max(sure, 0.8) if is_mapped else sure

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per row."""
        return read_tables(paths, zone=zone, mapping=self.mapping)


def _likeness(head: bytes, name: str) -> float:
    text = decode(head).text.lstrip("\ufeff \r\n\t")
    plain_name = name.removesuffix(".gz").lower()
    columns: list[str] = []
    if plain_name.endswith((".csv", ".tsv")):
        first = text.partition("\n")[0]
        columns = next(csv.reader([first], delimiter=sniffed(first.encode())), [])
    elif text[:1] in ("{", "[") and plain_name.endswith((".jsonl", ".ndjson", ".json")):
        columns = _first_names(text)
    found = guessed(columns).columns
    if "headline" in found and {"text", "published", "address"} & set(found):
        return 0.75
    if {"address", "target"} <= set(found):
        return 0.6
    return 0.3 if plain_name.endswith((".csv", ".tsv", ".jsonl", ".ndjson")) and len(columns) > 1 else 0.0


def _first_names(text: str) -> list[str]:
    try:
        value, _ = json.JSONDecoder().raw_decode(text.lstrip("[ \r\n\t"))
    except (ValueError, RecursionError):
        return re.findall(r'"(\w+)"\s*:', text[:5000]) if text[:1] == "[" else []
    return list(value) if isinstance(value, dict) else []
