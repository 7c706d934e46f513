"""Memory is bounded, forgets the least recently used, and knows which pages a key is on."""

from dateline.edition.memory import MemoryStore
from dateline.edition.page import Touch
from dateline.edition.serve import Servable
from tests.unit.edition.pages import made_page


def _servable(address: str, **changes: object) -> Servable:
    return Servable(made_page(address, **changes), downstream=False)


def test_least_recently_used_goes_first() -> None:
    size = made_page("/a").size
    store = MemoryStore(max_bytes=2 * size + 10)
    for address in ("/a", "/b"):
        store.put(_servable(address), checked=1)
    store.get("/a")

    store.put(_servable("/c"), checked=1)

    assert list(store.pages) == ["/a", "/c"]
    assert store.bytes == 2 * size


def test_pages_asked_for_are_told_once_and_the_most_wanted_first() -> None:
    store = MemoryStore(max_bytes=10**9)
    for address, asked in (("/a", 1), ("/b", 3), ("/c", 0)):
        servable = _servable(address)
        servable.asked = asked
        store.put(servable, checked=1)

    assert store.asked() == ["/b", "/a"]
    assert store.asked() == []


def test_number_of_pages_is_bounded() -> None:
    store = MemoryStore(max_bytes=10**9, max_pages=3)
    for number in range(10):
        store.put(_servable(f"/{number}"), checked=1)

    assert len(store.pages) == 3


def test_entry_marks_exactly_what_it_touches() -> None:
    store = MemoryStore(max_bytes=10**9)
    store.put(_servable("/a", keys=frozenset({"x"})), checked=1)
    store.put(_servable("/b", keys=frozenset({"y"})), checked=1)
    store.put(_servable("/c", keys=frozenset({"x"}), as_of=7), checked=7)
    store.put(_servable("/d", keys=frozenset({"*"})), checked=1)

    assert store.apply(Touch(5, frozenset({"x"}))) == 2
    assert {address: servable.ok for address, servable in store.pages.items()} == {
        "/a": False, "/b": True, "/c": True, "/d": False,
    }  # fmt: skip
    assert store.applied == 5


def test_page_checked_before_the_latest_entry_is_not_taken() -> None:
    store = MemoryStore(max_bytes=10**9)
    store.apply(Touch(5, frozenset({"x"})))

    assert not store.put(_servable("/a"), checked=4)
    assert store.put(_servable("/a"), checked=5)


def test_withdrawn_page_is_gone() -> None:
    store = MemoryStore(max_bytes=10**9)
    store.put(_servable("/a"), checked=1)
    store.apply(Touch(2, frozenset({"k"}), withdraws=True))

    assert store.get("/a") is None
    assert store.bytes == 0
