"""Looking for a picture among many. LOOKALIKES_AMONG=100000 says how many, for figures of a large paper."""

from __future__ import annotations

import os
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection

from dateline.media.look_queries import lookalikes_of
from dateline.media.looks import bands_of, distance
from dateline.media.models import Picture
from tests.support.telling import tell

COUNT = int(os.environ.get("LOOKALIKES_AMONG", "10000"))
LOOKUPS = 200


def looks(chance: Random) -> list[str]:
    """Return looks in a dozen families, as skies above towns are: signs are far from independent."""
    families = [chance.getrandbits(64) for _ in range(12)]
    found = []
    for _ in range(COUNT):
        changes = chance.getrandbits(64) & chance.getrandbits(64) | chance.getrandbits(
            64
        ) & chance.getrandbits(64)
        found.append(f"{chance.choice(families) ^ (changes & chance.getrandbits(64)):016x}")
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_likes_are_found_among_many_without_reading_every_picture() -> None:
    chance = Random(4)
    folder = Collection.get_first_root_node()
    found = looks(chance)
    for start in range(0, COUNT, 2000):
        Picture._base_manager.bulk_create(
            Picture(
                **{"title": "Pier", "file": f"pictures/{number}.jpg", "width": 900, "height": 600},
                **{"digest": f"{number:064x}", "look": look, "uuid": UUID(int=number), "collection": folder},
                **dict(zip(("look_1", "look_2", "look_3", "look_4"), bands_of(look), strict=True)),
            )
            for number, look in enumerate(found[start : start + 2000], start=start)
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE paper_media_picture")
    chosen = Picture._base_manager.filter(pk__in=chance.sample(range(1, COUNT), LOOKUPS)).order_by("?")
    times = []
    for picture in list(chosen):
        # Seven signs apart, at most two of them in one band: the hardest that is promised to be found.
        twin = Picture(
            look=f"{int(picture.look, 16) ^ 0x0003_0003_0003_0001:016x}", digest="x", upload_digest="x"
        )
        assert distance(twin.look, picture.look) == 7
        begin = perf_counter()
        alike = lookalikes_of(twin)
        times.append((perf_counter() - begin) * 1000)
        assert picture.pk in {one.pk for one in alike}

    times.sort()
    tell(f"lookup among {COUNT:,}: p50 {median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms")
    assert _rows_read_for(twin) == "by index"


def _rows_read_for(twin: Picture) -> str:
    """Return how the database comes to the candidates, by its own word."""
    with CaptureQueriesContext(connection) as asked:
        lookalikes_of(twin)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    steps = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # It rightly reads a small table whole; asked is whether it could do without.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in asked.captured_queries:
            cursor.execute(f"{explain} {query['sql']}".replace("%", "%%"))
            steps += [str(row) for row in cursor.fetchall()]
    assert steps
    every = [step for step in steps if "Seq Scan on paper_media" in step or "SCAN paper_media" in step]
    return "by index" if not every else f"row by row: {every}"
