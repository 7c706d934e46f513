"""WordPress exports: every part of the fixture becomes what the guide says."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.records import Document, OldAuthor, OldList, OldPicture
from dateline.archive.wxr.format import WxrFormat
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
HARBOR = ARCHIVES / "wxr" / "harbor.xml"
UPLOADS = "https://harbor.example/wp-content/uploads"


def read(*paths: Path) -> list[Document]:
    return list(WxrFormat().read(paths, zone=MOSCOW))


@pytest.fixture(scope="module")
def harbor() -> dict[str, Document]:
    return {document.headline or document.address or document.id: document for document in read(HARBOR)}


def test_gutenberg_post_fields(harbor: dict[str, Document]) -> None:
    story = harbor["Harbor Board Doubts the Tide Tables"]

    assert (story.kind, story.status, story.id) == ("story", "public", "harbor.example:101")
    assert story.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert story.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert story.standfirst == "The province's tables promise a dry quay."
    assert story.description == "Why the board measures by hand."
    assert (story.section, story.sections) == ("City", ("City", "Harbor Board & Docks"))
    assert story.topics == ("Tides",)
    assert story.authors == ("Ingrid Solheim", "Per Lund")
    assert story.people[1] == OldAuthor(
        "Per Lund",
        slug="guest-lund",
        address="https://harbor.example/author/guest-lund/",
        bio="Keeps the lighthouse.",
    )
    assert story.language == "en-US"
    assert story.errors == ()
    assert story.guessed.keys() == {"section", "updated"}


def test_gutenberg_post_addresses(harbor: dict[str, Document]) -> None:
    story = harbor["Harbor Board Doubts the Tide Tables"]

    assert story.address == "https://harbor.example/2017/10/harbor-board-doubts/"
    assert story.other_addresses == (
        "https://harbor.example/?p=101",
        "https://harbor.example/2017/10/board-doubts/",
        "https://harbor.example/2017/10/tide-tables/",
    )


def test_featured_picture_comes_from_an_attachment_behind_the_post_and_is_not_shown_twice(
    harbor: dict[str, Document],
) -> None:
    story = harbor["Harbor Board Doubts the Tide Tables"]

    assert story.lead_picture == OldPicture(
        f"{UPLOADS}/2017/10/quay.jpg",
        alt="A quay without water",
        caption="The quay at low tide.",
        credit="Ole Brandt / Harbor Post",
        id="201",
    )
    assert story.blocks[0].kind == "paragraph"


def test_gutenberg_post_blocks(harbor: dict[str, Document]) -> None:
    story = harbor["Harbor Board Doubts the Tide Tables"]

    assert [block.kind for block in story.blocks] == [
        "paragraph", "subheading", "list_item", "list_item", "quote", "attribution", "gallery", "embed",
        "table", "file", "paragraph", "related",
    ]  # fmt: skip
    first = story.blocks[0]
    assert first.text == "The harbor board said it doesn’t trust the tide tables & the province’s clerks."
    assert '<a href="https://harbor.example/2017/09/province-tables/">' in first.html
    assert [picture.source for picture in story.blocks[6].pictures] == [
        f"{UPLOADS}/2017/10/rod.jpg",
        f"{UPLOADS}/2017/10/clerk.jpg",
    ]
    assert story.blocks[6].pictures[0].credit == "Lars Moen"
    assert (story.blocks[7].address, story.blocks[7].title) == (
        "https://www.youtube.com/watch?v=abcdefghijk",
        "The board meets",
    )
    assert (story.blocks[8].rows, story.blocks[8].has_header) == (
        (("Month", "Depth"), ("March", "0.4 m")),
        True,
    )
    assert story.blocks[10].text == "Depths are in meters."
    assert story.blocks[11].address == "https://harbor.example/2017/09/rod-found/"


def test_what_nothing_can_hold_is_named(harbor: dict[str, Document]) -> None:
    assert harbor["Harbor Board Doubts the Tide Tables"].unmapped == (
        "region: North",
        "block acme/poll",
        "field weather",
        "comments",
    )


def test_classic_post_has_paragraphs_line_breaks_and_shortcodes(harbor: dict[str, Document]) -> None:
    story = harbor["Лодка на мели"]

    assert story.paragraphs == (
        "Лодка села на мель [sic] в субботу.\nЕё сняли через час.",
        "Капитан сказал: «Всё хорошо» [1].",
        "Нужен ли маяк?",
        "Маяк зажгут",
        "Конец.",
    )
    assert story.blocks[0].pictures == (
        OldPicture(
            f"{UPLOADS}/2008/03/boat.jpg", alt="Лодка", caption="Лодка у мола.", credit="Пётр Лунд", id="204"
        ),
    )
    assert [picture.id for picture in story.blocks[2].pictures] == ["204", "205"]
    assert [block.address for block in story.blocks if block.kind == "embed"] == [
        "https://vimeo.com/12345678",
        f"{UPLOADS}/2008/03/horn.mp3",
        "https://youtu.be/zyxwvutsrqp",
    ]
    assert story.standfirst == "Её снимали всем портом"
    assert story.unmapped == ("[poll]",)
    assert "alert" not in "".join(block.text + block.html for block in story.blocks)


def test_narrower_category_is_the_section_where_none_is_primary(harbor: dict[str, Document]) -> None:
    assert harbor["Лодка на мели"].sections == ("Harbor Board & Docks", "City")


@pytest.mark.parametrize(
    ("headline", "kind", "status"),
    [
        ("About us", "page", "public"),
        ("Draft", "story", "draft"),
        ("Private", "story", "draft"),
        ("Gone", "story", "gone"),
    ],
)
def test_statuses(harbor: dict[str, Document], headline: str, kind: str, status: str) -> None:
    assert (harbor[headline].kind, harbor[headline].status) == (kind, status)


def test_default_category_is_no_section(harbor: dict[str, Document]) -> None:
    assert harbor["Draft"].section is None


def test_revisions_are_left_out(harbor: dict[str, Document]) -> None:
    assert "Revision" not in harbor


def test_wrong_posts_are_named_and_the_rest_is_whole(harbor: dict[str, Document]) -> None:
    assert [problem.where for problem in harbor["The same number"].errors] == ["wp:post_id"]
    assert "9999" in harbor["From the year nine thousand"].errors[0].what
    assert sum(document.is_story and not document.errors for document in harbor.values()) == 5


def test_attachment_pages_and_rules_are_redirects(harbor: dict[str, Document]) -> None:
    told = {document.address: document.target for document in harbor.values() if document.kind == "redirect"}

    story = "https://harbor.example/2017/10/harbor-board-doubts/"
    assert told[f"{story}quay/"] == story
    assert told["https://harbor.example/old-tides"] == story


def test_lists_of_the_old_site(harbor: dict[str, Document]) -> None:
    lists = harbor["lists"].lists

    assert (
        OldList(
            "section", "Harbor Board & Docks", "https://harbor.example/category/city/harbor-board/", "City"
        )
        in lists
    )
    assert OldList("feed", "The Harbor Post", "https://harbor.example/feed/") in lists
    assert OldList("author", "Ole Brandt", "https://harbor.example/?author=2") in lists
    assert OldList("topic", "Tides", "https://harbor.example/tag/tides/") in lists


def test_truncated_export_keeps_what_was_whole_and_names_the_break(written: Callable[..., Path]) -> None:
    whole = HARBOR.read_text(encoding="utf-8")
    cut = written("cut.xml", whole[: whole.index("Капитан сказал")])

    first, broken, lists = read(cut)

    assert first.headline == "Harbor Board Doubts the Tide Tables"
    assert first.errors == ()
    assert "breaks off" in broken.errors[0].what
    assert lists.kind == "list"


def test_entity_bomb_is_left_out_and_named(written: Callable[..., Path]) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    whole = HARBOR.read_text(encoding="utf-8").replace("<rss", f"{bomb}<rss", 1).replace("fog", "&c;")

    documents = read(written("bomb.xml", whole))

    assert documents[0].errors == ()
    assert [document.errors[0].where for document in documents if "entities" in str(document.errors)] == [
        "document type"
    ]


def test_control_characters_are_left_out_and_named(written: Callable[..., Path]) -> None:
    broken = HARBOR.read_text(encoding="utf-8").replace("A dry quay", "A \x0bdry\x1f quay")

    documents = read(written("controls.xml", broken))

    assert documents[0].blocks[1].text == "A dry quay in March"
    assert "control characters" in documents[-2].errors[0].what


def test_wrongly_labelled_character_set(written: Callable[..., Path]) -> None:
    russian = HARBOR.read_text(encoding="utf-8").replace("’", "").encode("cp1251", "ignore")

    documents = read(written("old.xml", russian))

    assert documents[1].headline == "Лодка на мели"


def test_text_encoded_twice_is_turned_back(written: Callable[..., Path]) -> None:
    text = "Капитан сказал: «Всё хорошо»"
    twice = "".join(
        chr(byte) if byte in (0x98,) else bytes([byte]).decode("cp1251") for byte in text.encode("utf-8")
    )
    whole = HARBOR.read_text(encoding="utf-8")

    documents = read(written("twice.xml", whole.replace(text, twice)))

    assert documents[1].paragraphs[1] == f"{text} [1]."


def test_export_in_a_zip_with_a_name_that_leads_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/harbor.xml", HARBOR.read_bytes())
        archive.writestr("../../evil.xml", b"<rss/>")

    documents = read(path)

    assert "leads out of the zip" in documents[0].errors[0].what
    assert documents[1].headline == "Harbor Board Doubts the Tide Tables"
    assert not (tmp_path.parent.parent / "evil.xml").exists()


def test_authors_come_from_another_file_of_the_same_export(written: Callable[..., Path]) -> None:
    whole = HARBOR.read_text(encoding="utf-8")
    start, end = whole.index("<wp:author>"), whole.index("<wp:category>")
    without = written("a.xml", whole[:start] + whole[end:])
    only = written("b.xml", whole[: whole.index("<item>")] + "</channel></rss>")

    documents = read(without, only)

    assert documents[0].authors == ("Ingrid Solheim", "Per Lund")
