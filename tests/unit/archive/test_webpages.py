"""HTML pages and web archives: metadata, text, lists, redirects, character sets, hard pages."""

import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.records import Document, OldAuthor, OldList, OldPicture, Related
from dateline.archive.webpages.format import HtmlFormat
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
PAGE = ARCHIVES / "html" / "tide-tables.html"
RUSSIAN = (
    "<html><head><title>Лодка села на мель</title></head><body><div><a href=/>Главная</a></div>"
    "<h1>Лодка села на мель</h1><div>1 марта 2008, 09:00</div><div>Автор: Пётр Лунд</div>"
    "<div><p>Лодка села на мель у мола в субботу утром, сообщили в порту.</p>"
    "<p>Её сняли через час два буксира, которые пришли из соседней гавани.</p>"
    "<p>Капитан сказал, что всё "
    "хорошо и что море спокойно.</p></div></body></html>"
)


def read(*paths: Path) -> list[Document]:
    return list(HtmlFormat().read(paths, zone=MOSCOW))


@pytest.fixture(scope="module")
def tide_tables() -> Document:
    return read(PAGE)[0]


def test_fields_of_a_page_that_tells_machines_much(tide_tables: Document) -> None:
    assert (tide_tables.kind, tide_tables.status, tide_tables.errors) == ("story", "public", ())
    assert tide_tables.headline == "Harbor Board Doubts the Tide Tables"
    assert tide_tables.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert tide_tables.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert (
        tide_tables.standfirst
        == "The province’s tables promise a dry quay in March. The board would rather measure."
    )
    assert tide_tables.description == "Why the board measures by hand."
    assert tide_tables.section == "City"
    assert tide_tables.authors == ("Ingrid Solheim",)
    assert tide_tables.people == (
        OldAuthor("Ingrid Solheim", address="https://harbor.example/authors/solheim/"),
    )
    assert tide_tables.topics == ("Tides", "Quay", "Mole")
    assert tide_tables.address == "https://harbor.example/2017/10/04/tide-tables/"
    assert tide_tables.other_addresses == ("https://harbor.example/?p=101",)
    assert tide_tables.language == "en"
    assert tide_tables.paper.name == "The Harbor Post"
    assert tide_tables.guessed.keys() == {"updated"}


def test_text_is_the_story_and_nothing_around_it(tide_tables: Document) -> None:
    assert tide_tables.paragraphs == (
        "The harbor board said on Wednesday it doesn't trust the tide tables printed by the province.",
        "The tables, a bound volume of 400 pages, were published on Tuesday and promise a dry quay in March.",
        "Two clerks were sent out with a measuring rod, and they came back in the evening without it.",
        "“There has been no incident linked with the rod,” the board added in a statement Tuesday evening.",
    )
    assert [block.kind for block in tide_tables.blocks] == [
        "paragraph", "paragraph", "quote", "attribution", "subheading", "list_item", "list_item",
        "paragraph", "related", "paragraph",
    ]  # fmt: skip
    assert '<a href="https://harbor.example/2017/09/30/province/">' in tide_tables.blocks[0].html


def test_picture_behind_lazy_loading_leads_with_caption_and_credit(tide_tables: Document) -> None:
    assert tide_tables.lead_picture == OldPicture(
        "https://harbor.example/pictures/quay.jpg",
        alt="A quay without water",
        caption="The quay at low tide.",
        credit="Ole Brandt / Harbor Post",
    )


def test_related_headlines_keep_their_sections(tide_tables: Document) -> None:
    assert tide_tables.related == (
        Related("Almost Half of the Quay Is Under Water", "Region"),
        Related("Lamps on the Mole Are Lit Again", "City"),
    )


def test_feeds_are_lists_of_the_old_site() -> None:
    lists = read(PAGE)[-1].lists

    assert lists == (OldList("feed", "The Harbor Post", "https://harbor.example/feed/"),)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "mac-cyrillic", "utf-16"])
def test_character_sets_without_a_label(written: Callable[..., Path], encoding: str) -> None:
    (document,) = read(written("lodka.html", RUSSIAN.encode(encoding)))

    assert document.headline == "Лодка села на мель"
    assert document.published == datetime(2008, 3, 1, 9, 0, tzinfo=MOSCOW)
    assert document.authors == ("Пётр Лунд",)
    assert len(document.paragraphs) == 3


def test_page_encoded_twice_is_turned_back(written: Callable[..., Path]) -> None:
    twice = RUSSIAN.encode().decode("latin-1").encode()

    (document,) = read(written("twice.html", twice))

    assert document.headline == "Лодка села на мель"


def test_wrong_label_is_not_believed(written: Callable[..., Path]) -> None:
    labelled = RUSSIAN.replace("<head>", "<head><meta charset=utf-8>")

    (document,) = read(written("label.html", labelled.encode("cp1251")))

    assert document.headline == "Лодка села на мель"


def test_list_of_stories_is_a_list(written: Callable[..., Path]) -> None:
    items = "".join(
        f'<li><a href="/story/{at}/">The harbor opened again after storm number {at}</a></li>'
        for at in range(20)
    )
    markup = (
        '<html><head><title>City</title><link rel=canonical href="https://harbor.example/category/city/page/3/"></head>'
        f"<body class='archive category'><h1>City</h1><ul>{items}</ul></body></html>"
    )

    (document,) = read(written("city.html", markup))

    assert document.kind == "list"
    assert document.lists == (OldList("section", "City", "https://harbor.example/category/city"),)


def test_page_without_text_is_named(written: Callable[..., Path]) -> None:
    (document,) = read(written("empty.html", "<html><body><script>x()</script></body></html>"))

    assert "no story found" in document.errors[0].what


def test_date_that_cannot_be_is_named(written: Callable[..., Path]) -> None:
    markup = RUSSIAN.replace("1 марта 2008, 09:00", "31 февраля 2008, 09:00")

    (document,) = read(written("date.html", markup))

    assert document.published is None
    assert "does not exist" in document.errors[0].what


def test_address_comes_from_the_folder_of_a_mirror(written: Callable[..., Path]) -> None:
    (document,) = read(written("mirror/www.harbor.example/2008/lodka/index.html", RUSSIAN))

    assert document.address == "https://www.harbor.example/2008/lodka/"


def warc(*records: tuple[str, str, bytes, dict[str, str]]) -> bytes:
    """Return a compressed web archive (ISO 28500), each record a member of its own."""
    members = []
    for number, (address, status, body, headers) in enumerate(records):
        told = {"Content-Type": "text/html", **headers}
        fields = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        http = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2017-10-04T10:53:00Z\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        members.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return b"".join(members)


def test_web_archive_gives_pages_redirects_and_gone_addresses(written: Callable[..., Path]) -> None:
    data = warc(
        ("https://h.example/lodka?id=7", "200 OK", RUSSIAN.encode("cp1251"), {}),
        ("https://h.example/old", "301 Moved", b"", {"Location": "/lodka?id=7"}),
        ("https://h.example/lost", "404 Not Found", b"<p>No.</p>", {}),
        ("https://h.example/a", "302 Found", b"", {"Location": "/b"}),
        ("https://h.example/b", "302 Found", b"", {"Location": "/a"}),
        ("https://h.example/error", "500 Oops", b"", {}),
    )

    story, moved, lost, first, second = read(written("crawl.warc.gz", data))

    assert (story.headline, story.address) == ("Лодка села на мель", "https://h.example/lodka?id=7")
    assert (moved.kind, moved.address, moved.target) == ("redirect", "https://h.example/old", story.address)
    assert (lost.kind, lost.status, lost.address) == ("redirect", "gone", "https://h.example/lost")
    assert first.errors == ()
    assert "back to itself" in second.errors[0].what


def test_web_archive_that_breaks_off_keeps_what_was_whole(written: Callable[..., Path]) -> None:
    first = warc(("https://h.example/lodka", "200 OK", RUSSIAN.encode(), {}))
    second = warc(("https://h.example/b", "200 OK", gzip.compress(RUSSIAN.encode()) * 30, {}))

    documents = read(written("cut.warc.gz", first + second[:-200]))

    assert documents[0].headline == "Лодка села на мель"
    assert [document.errors[0].what[:27] for document in documents[1:]] == ["the web archive breaks off:"]


def test_same_page_twice_is_named(written: Callable[..., Path]) -> None:
    again = written("again.html", PAGE.read_bytes())

    documents = read(PAGE, again)

    assert documents[0].errors == ()
    assert "already" in documents[1].errors[0].what


def test_nesting_without_end_is_read_as_far_as_it_goes(written: Callable[..., Path]) -> None:
    (document,) = read(written("deep.html", "<div>" * 20_000 + RUSSIAN + "</div>" * 20_000))

    assert document.file.endswith("deep.html")
