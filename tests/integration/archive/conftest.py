"""A paper that an archive comes home to, and a way to import text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

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
