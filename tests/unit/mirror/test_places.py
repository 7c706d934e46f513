"""An address is one file below the folder, on every file system."""

import pytest

from dateline.edition import copies
from dateline.mirror.errors import NoFileNameError
from dateline.mirror.places import file_of, folded, link_below, link_between


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_file_prefixes", ("/documents/",))
    monkeypatch.setattr(copies, "_index_names", {"/rss/": "index.xml", "/rss/html/": "index.html"})


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/town/", "town/index.html"),
        ("/town", "town/index.html"),
        ("/feed.json", "feed.json"),
        ("/old/news.php", "old/news.php/index.html"),
        ("/old/v1.2", "old/v1.2/index.html"),
        ("/old/story.htm", "old/story.htm"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
        ("/rss/", "rss/index.xml"),
        ("/rss/town/", "rss/town/index.xml"),
        ("/rss/html/", "rss/html/index.html"),
        ("/documents/1/READ ME", "documents/1/READ ME"),
        ("/город/", "город/index.html"),
        ("/what: why?not*/".replace("?", ""), "what%3A whynot%2A/index.html"),
        ("/back\\slash/", "back%5Cslash/index.html"),
        ("/50%/", "50%25/index.html"),
        ("/dot./", "dot%2E/index.html"),
        ("/CON/", "%43ON/index.html"),
        ("/aux.txt", "%61ux.txt"),
    ],
)
def test_address_has_one_file(address: str, file: str) -> None:
    assert file_of(address) == file


@pytest.mark.parametrize(
    "address",
    [
        "/../etc/passwd",
        "/a/../../b/",
        "/./",
        "//host/",
        "/a//b/",
        "town/",
        "",
        "/search/?q=x",
        "/.dateline-export/copy.json",
        "/.DATELINE-EXPORT/",
    ],
)
def test_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(NoFileNameError):
        file_of(address)


def test_long_names_are_cut_and_stay_different() -> None:
    one, other = (file_of(f"/{'щ' * 300}{end}.pdf") for end in "ab")

    assert one != other
    assert all(len(name.encode()) <= 255 and name.endswith(".pdf") for name in (one, other))


def test_links_between_files_are_relative_and_quoted() -> None:
    assert link_between("2026/03/14/ferry/index.html", "town/index.html") == "../../../../town/index.html"
    assert link_between("index.html", "index.html") == "index.html"
    assert link_between("a/index.html", "50%25/город.pdf") == "../50%2525/%D0%B3%D0%BE%D1%80%D0%BE%D0%B4.pdf"
    assert link_below("/mirror/", "town/index.html") == "/mirror/town/index.html"


def test_names_that_differ_in_capitals_are_alike() -> None:
    assert folded("Town/index.html") == folded("town/index.html")
