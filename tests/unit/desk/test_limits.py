"""How often links may be opened."""

from __future__ import annotations

from dateline.desk.sharing.limits import Limit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_a_minute_and_no_more() -> None:
    clock = Clock()
    limit = Limit(per_minute=2, clock=clock)

    assert [limit.allows("a"), limit.allows("a"), limit.allows("a")] == [True, True, False]
    assert limit.allows("b")

    clock.now = 60.0
    assert limit.allows("a")


def test_flood_of_names_takes_no_more_memory() -> None:
    limit = Limit(per_minute=1, names=10, clock=Clock())

    for number in range(1000):
        limit.allows(str(number))

    assert len(limit._seen) == 10
