"""The demo paper, built once for a module of tests and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from dateline.demo.actions import Outcome, build_demo_paper
from dateline.demo.content import load_demo


@cache
def small_picture(stem: str) -> bytes:
    """Return a small picture of one color instead of a drawing, another one for every stem."""
    output = BytesIO()
    color = (sum(stem.encode()) % 256, len(stem) * 9 % 256, 120)
    Image.new("RGB", (330, 220), color).save(output, "JPEG", comment=stem.encode())
    return output.getvalue()


def nothing_drawn(stem: str) -> bytes:
    raise AssertionError(f"{stem} was drawn again")


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """Build in a transaction of the whole module: what is recorded cannot be deleted, only never happen."""
    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        outcome = build_demo_paper(draw=small_picture, processes=1, say=said.append)
        yield SimpleNamespace(outcome=outcome, said=said, content=load_demo())
        transaction.set_rollback(True)
    assert outcome is Outcome.BUILT
