"""A paper that an archive comes home to, and a way to import text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pytest_django import Settings

from dateline.archive import formats
from dateline.archive.imports import import_archive
from dateline.archive.records import Document
from dateline.fronts.models import HomePage
from tests.factories.papers import make_paper

DUMP = """ date {day} {section}
Town
Sea
{headline}
{headline}
{times}
{credit}

{body}

Related
Sea
The Old Quay Is Closed to All Ships for Good

© Copyright 1987-2026. The Harbour Post. 12+
"""


@pytest.fixture
def paper(db: None, tmp_path: Path, settings: Settings) -> HomePage:
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_paper()


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., Path]:
    """Write a page dump and return its path."""

    def write(name: str = "a.txt", **changes: str) -> Path:
        told = {
            "day": "2017-10-04",
            "section": "Town",
            "headline": "Ferry Sails Again After a Long Winter of Repairs",
            "times": "Oct 4, 2017 — 13:53",
            "credit": "Ines Moreau / Harbour Post",
            "body": "The ferry sailed on Wednesday, the harbour office said.\n\n"
            "It carried forty people and one goat across the bay, a crew member told reporters.",
        } | changes
        path = tmp_path / "dumps" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(DUMP.format(**told), encoding="utf-8")
        return path

    return write


class Records:
    """A format that yields documents made in the test; its file only has to exist."""

    name = "records"
    label = "Documents of a test"
    documents: ClassVar[list[Document]] = []

    def recognises(self, path: Path) -> float:
        return 0.0

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        yield from self.documents


@pytest.fixture
def bring(
    paper: HomePage, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, Any]]:
    """Import documents made in the test and return the report."""
    monkeypatch.setitem(formats._formats, "records", Records())
    settings.DATA_DIR = tmp_path / "data"
    source = tmp_path / "archive" / "export"
    source.parent.mkdir()
    source.touch()

    def run(*documents: Document, **options: Any) -> dict[str, Any]:
        monkeypatch.setattr(Records, "documents", list(documents))
        report = tmp_path / "report.json"
        import_archive(
            sources=[source],
            as_="records",
            dry_run=options.pop("dry_run", False),
            report_file=report,
            **options,
        )
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return told

    return run
