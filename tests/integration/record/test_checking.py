"""Damage to what is stored is found, wherever it is."""

from __future__ import annotations

import random
import zlib
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dateline.fronts.models import HomePage
from dateline.publishing.models import PublishedVersion
from dateline.record.checking import checked_versions, is_sound
from tests.factories.stories import published
from tests.support.flushing import without_triggers

TRIALS = 1_000


@pytest.fixture
def version(paper: HomePage) -> PublishedVersion:
    body = [
        ("paragraph", f"<p>The ferry number {number} sails at {number} o’clock. Паром отходит.</p>")
        for number in range(9)
    ]
    return PublishedVersion.objects.get(publication=published(body=body).uuid)


def test_any_byte_that_is_flipped_is_found(version: PublishedVersion) -> None:
    chance = random.Random(7)
    table = "paper_publishing_versioncontent"
    with without_triggers(connection), connection.cursor() as cursor:
        cursor.execute(f"SELECT canonical_json, nonce FROM {table} WHERE version_id = %s", [version.pk])
        stored, nonce = cursor.fetchone()
        stored = bytes(stored)
        found = 0
        for _trial in range(TRIALS):
            values: list[Any] = [stored, nonce]
            if chance.random() < 0.8:
                values[0] = damaged(stored, chance)
            else:
                values[1] = flipped(nonce.encode(), chance).decode("latin-1").replace("\x00", "\x01")
            cursor.execute(
                f"UPDATE {table} SET canonical_json = %s, nonce = %s WHERE version_id = %s",
                [*values, version.pk],
            )
            found += not is_sound(version.pk, version.commitment)
        cursor.execute(
            f"UPDATE {table} SET canonical_json = %s, nonce = %s WHERE version_id = %s",
            [stored, nonce, version.pk],
        )

    assert found == TRIALS
    assert is_sound(version.pk, version.commitment)


def flipped(source: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one of them changed."""
    place = chance.randrange(len(source))
    return source[:place] + bytes([source[place] ^ chance.randrange(1, 256)]) + source[place + 1 :]


def damaged(stored: bytes, chance: random.Random) -> bytes:
    """Return the compressed text with a byte changed; some bits of the last one are mere filling."""
    text = zlib.decompress(stored)
    while True:
        tried = flipped(stored, chance)
        try:
            if zlib.decompress(tried) != text:
                return tried
        except zlib.error:
            return tried


def test_command_says_that_all_is_well_or_names_what_is_not(
    version: PublishedVersion, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_record")
    count = len(list(checked_versions()))
    assert f"{count} versions checked, 0 damaged." in capsys.readouterr().out

    with without_triggers(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM paper_publishing_versioncontent WHERE version_id = %s", [version.pk])

    with pytest.raises(CommandError):
        call_command("check_record")
    assert f"{version.address} version 1" in capsys.readouterr().err
