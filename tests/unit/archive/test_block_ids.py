"""Ids of imported blocks are UUIDs of version 5, as they always were, so that they stay."""

from __future__ import annotations

import uuid

import pytest

from dateline.archive.pipeline.blocks import Finders, body_from, named_id
from dateline.archive.records import Block

NAMESPACE = uuid.UUID("6f1f3a5e-8f0b-4d5a-9a53-0d9b9b1f6a11")


@pytest.mark.parametrize("name", ["", "7\nparagraph\n<p>Паром</p>\n1", "x" * 10_000, "\u00e9\U0001f6a2"])
def test_id_of_a_name_is_the_uuid_of_version_five(name: str) -> None:
    assert named_id(name) == str(uuid.uuid5(NAMESPACE, name))


def test_same_words_twice_in_a_story_have_two_ids() -> None:
    twice = [Block("paragraph", "The ferry waits."), Block("paragraph", "The ferry waits.")]

    ids = [block["id"] for block in body_from(twice, source="wxr:7", finders=Finders())]

    words = "wxr:7\nparagraph\n<p>The ferry waits.</p>"
    assert ids == [str(uuid.uuid5(NAMESPACE, f"{words}\n{number}")) for number in (1, 2)]
