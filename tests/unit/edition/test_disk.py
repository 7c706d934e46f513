"""The disk survives kills and damage, stays within its bounds and hands out only what it can vouch for."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.edition.disk import DiskStore, Place
from dateline.edition.folder import PageFolder
from dateline.edition.page import Touch
from tests.unit.edition.pages import made_page

WRITER = """
import sys
from pathlib import Path
from dateline.edition.disk import DiskStore
from tests.unit.edition.pages import made_page
store = DiskStore(Path(sys.argv[1]), max_bytes=10**9)
number = 0
while True:
    number += 1
    store.put(made_page(f"/{number % 50}", body=str(number).encode() * 3000), checked=1, now=1.0)
    print(number, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "pages", max_bytes=10**9, folder=PageFolder(tmp_path / "folder"))


def test_page_comes_back_as_it_was(store: DiskStore) -> None:
    page = made_page("/a/", good_until=5.0, keys=frozenset({"x", "y"}))
    assert store.put(page, checked=1, now=1.0)

    found = store.get("/a/")

    assert found is not None
    assert (found.page, found.stale) == (page, False)
    assert store.total_bytes() == page.size
    assert store.get("/b/") is None


def test_entry_marks_pages_and_empties_the_folder(store: DiskStore, tmp_path: Path) -> None:
    for address in ("/a/", "/b/"):
        store.put(made_page(address, keys=frozenset({address})), checked=1, now=1.0)
    assert (tmp_path / "folder/a/index.html").exists()

    store.apply([Touch(2, frozenset({"/a/", "z"}))], mark="m")

    found = store.get("/a/")
    assert found is not None
    assert found.stale
    assert not (tmp_path / "folder/a").exists()
    assert (tmp_path / "folder/b/index.html.br").exists()
    assert store.place() == Place(2, "m")
    assert not store.put(made_page("/a/"), checked=1, now=1.0)


def test_page_of_an_earlier_moment_replaces_no_later_one(store: DiskStore) -> None:
    later = made_page("/a/", as_of=5)
    assert store.put(later, checked=5, now=1.0)

    assert not store.put(made_page("/a/", body=b"<p>old" * 60, as_of=4), checked=4, now=1.0)

    found = store.get("/a/")
    assert found is not None
    assert found.page == later


def test_touched_pages_are_told_by_last_use_which_printing_ahead_is_not(store: DiskStore) -> None:
    for number in range(1, 4):
        store.put(made_page(f"/{number}/"), checked=1, now=float(number))
    store.apply([Touch(2, frozenset({"k"}))], mark="m")
    store.put(made_page("/3/", as_of=2), checked=2, now=None)

    assert store.touched(0.5, limit=9) == ["/2/", "/1/"]
    assert store.touched(1.5, limit=9) == ["/2/"]
    assert store.touched(0.5, limit=1) == ["/2/"]

    store.apply([Touch(3, frozenset({"k"}))], mark="m")
    assert store.touched(2.5, limit=9) == ["/3/"]
    store.mark_used(["/1/", "/2/"], 9.0)
    assert store.touched(0.5, limit=9) == ["/1/", "/2/", "/3/"]


def test_withdrawing_entry_deletes_pages(store: DiskStore) -> None:
    store.put(made_page("/a/"), checked=1, now=1.0)
    store.apply([Touch(2, frozenset({"k"}), withdraws=True)], mark="m")

    assert store.get("/a/") is None
    assert store.total_bytes() == 0


def test_bytes_are_bounded_and_evicted_pages_leave_the_folder(tmp_path: Path) -> None:
    size = made_page("/1/").size
    store = DiskStore(tmp_path / "pages", max_bytes=3 * size + 100, folder=PageFolder(tmp_path / "folder"))
    for number in range(6):
        store.put(made_page(f"/{number}/"), checked=1, now=float(number))

    assert store.total_bytes() <= 3 * size + 100
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["3", "4", "5"]


def test_damaged_page_is_a_miss(store: DiskStore, tmp_path: Path) -> None:
    store.put(made_page("/a/"), checked=1, now=1.0)
    with sqlite3.connect(tmp_path / "pages") as db:
        db.execute("UPDATE page SET brotli = X'00'")
    db.close()

    assert store.get("/a/") is None


@pytest.mark.parametrize("seed", range(12))
def test_damaged_file_is_replaced(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    first = DiskStore(tmp_path / "pages", max_bytes=10**9)
    for number in range(50):
        first.put(made_page(f"/{number}/"), checked=1, now=1.0)
    first.close()
    data = bytearray((tmp_path / "pages").read_bytes())
    for _ in range(2000):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (tmp_path / "pages").write_bytes(data)

    store = DiskStore(tmp_path / "pages", max_bytes=10**9)
    for number in range(50):
        found = store.get(f"/{number}/")
        assert found is None or found.page == made_page(f"/{number}/")
        store.put(made_page(f"/{number}/"), checked=1, now=2.0)
    store.close()


def test_other_format_starts_empty(store: DiskStore, tmp_path: Path) -> None:
    store.put(made_page("/a/"), checked=1, now=1.0)
    store.close()
    with sqlite3.connect(tmp_path / "pages") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    assert store.get("/a/") is None
    assert not (tmp_path / "folder/a").exists()


def test_killed_writer_leaves_complete_pages(tmp_path: Path) -> None:
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "pages")],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": "src:."},
            cwd=Path(__file__).parents[3],
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.2)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

        store = DiskStore(tmp_path / "pages", max_bytes=10**9)
        found = [store.get(f"/{number}") for number in range(50)]
        assert any(found)
        assert store.total_bytes() == sum(each.page.size for each in found if each)
        store.close()


def test_nothing_of_a_page_that_was_withdrawn_stays_in_the_files(store: DiskStore, tmp_path: Path) -> None:
    store.put(made_page("/a/", body=b"Quellenschutz" * 50, keys=frozenset({"x"})), checked=1, now=1.0)
    store.put(made_page("/b/"), checked=1, now=1.0)
    assert any(b"Quellenschutz" in file.read_bytes() for file in tmp_path.glob("pages*"))

    store.apply([Touch(2, frozenset({"x"}), withdraws=True)], mark="m")

    assert not any(b"Quellenschutz" in file.read_bytes() for file in tmp_path.glob("pages*"))
    assert store.get("/b/") is not None
