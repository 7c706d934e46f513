"""Ghost exports: both editors, rendered HTML, relations in tables beside the posts, redirects."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.ghost.format import GhostFormat
from dateline.archive.ghost.lexical import lexical_markup
from dateline.archive.ghost.mobiledoc import mobiledoc_markup
from dateline.archive.ghost.redirects import form_of
from dateline.archive.records import Document, OldList, OldPicture
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
GHOST = ARCHIVES / "ghost"
LANTERN = GHOST / "lantern.ghost.json"


def read(*paths: Path) -> list[Document]:
    return list(GhostFormat().read(paths, zone=MOSCOW))


@pytest.fixture(scope="module")
def lantern() -> dict[str, Document]:
    return {document.headline or document.address or document.id: document for document in read(GHOST)}


def test_post_fields_come_from_the_tables_around_it(lantern: dict[str, Document]) -> None:
    story = lantern["The Ferry Was Late"]

    assert (story.id, story.kind, story.status) == ("u-1", "story", "public")
    assert story.published == datetime(2024, 3, 1, 12, 30, tzinfo=MOSCOW)
    assert story.updated == datetime(2024, 3, 2, 11, 0, tzinfo=MOSCOW)
    assert story.authors == ("Mira Holt", "Jon Ek")
    assert (story.section, story.topics) == ("Harbor", ("Ferries",))
    assert (story.standfirst, story.description) == ("And nobody minded.", "Fog held the ferry.")
    assert story.lead_picture == OldPicture(
        "/content/images/2024/fog.jpg", alt="Fog", caption="Fog over the bay.", credit="Mira Holt"
    )
    assert story.address == "/ferry-late/"
    assert story.other_addresses == ("/ferry-late/amp/", "/p/u-1/")
    assert story.unmapped == ("card acme-map", "visibility members", "tag #wide")
    assert story.errors == ()


def test_lexical_blocks(lantern: dict[str, Document]) -> None:
    blocks = lantern["The Ferry Was Late"].blocks

    assert [block.kind for block in blocks] == [
        "paragraph", "subheading", "list_item", "list_item", "picture", "gallery", "embed", "related",
        "fact_box", "fact_box", "quote", "file", "paragraph",
    ]  # fmt: skip
    assert blocks[0].text == "The ferry was late & nobody minded.\nIt was foggy."
    assert blocks[2].ordered
    assert blocks[4].pictures[0].credit == "Mira Holt"
    assert blocks[7].address == "https://lantern.example/fog/"
    assert (blocks[9].title, blocks[9].text) == ("Timetable", "Nine and noon.")
    assert "x()" not in "".join(block.text + block.html for block in blocks)


def test_mobiledoc_blocks(lantern: dict[str, Document]) -> None:
    story = lantern["Маяк зажгли"]

    assert story.paragraphs == ("Маяк зажгли\nв полдень.",)
    assert story.blocks[0].html == 'Маяк <b>зажгли</b><br><a href="/news/">в полдень</a>.'
    assert [block.kind for block in story.blocks[1:]] == [
        "subheading",
        "list_item",
        "list_item",
        "picture",
        "quote",
    ]
    assert story.updated is None
    assert story.language == "ru"


def test_markdown_is_read_as_ghost_rendered_it(lantern: dict[str, Document]) -> None:
    story = lantern["Old Words"]

    assert story.paragraphs == ("Rendered words.",)
    assert story.blocks[0].html == 'Rendered <a href="/mayak/">words</a>.'


def test_pages_and_scheduled_posts(lantern: dict[str, Document]) -> None:
    assert lantern["About"].kind == "page"
    assert lantern["Tomorrow"].status == "draft"


def test_wrong_posts_are_named(lantern: dict[str, Document]) -> None:
    assert [problem.where for problem in lantern["Twice"].errors] == ["id"]
    assert [problem.where for problem in lantern["Year nought"].errors] == ["published_at"]


def test_redirects_of_both_kinds_of_files_and_patterns(lantern: dict[str, Document]) -> None:
    led = {each.address: each.target for each in lantern.values() if each.kind == "redirect"}

    assert led == {
        "/old-ferry/": "/ferry-late/",
        "/fog/": "/ferry-late/",
        "/a/": "/b/",
        "/c:d/": "/e/",
        "/f": "https://other.example/",
    }
    assert lantern["pattern:^/blog/(.*)$"].unmapped == ("redirect by pattern: ^/blog/(.*)$ to /$1",)


@pytest.mark.parametrize(
    ("expression", "form"),
    [
        ("^/blog/(.*)$", "/blog/{any}"),
        (r"^\/post\/(\d+)\/?$", "/post/{number}/"),
        ("/tag/([^/]+)/$", "/tag/{word}/"),
        (r"^/([0-9]{4})/(?:.*)\.html$", "/{year}/{any}.html"),
        (r"^/p/([\w-]+)/amp/", "/p/{word}/amp/{any}"),
        (r"^/(\d+)/(\d+)$", None),
        ("^/a(b|c)$", None),
        (".*feed", None),
    ],
)
def test_expressions_become_forms_of_addresses_where_these_can_say_the_same(
    expression: str, form: str | None
) -> None:
    assert form_of(expression) == form


def test_redirects_by_pattern_to_one_place_are_kept_as_forms(written: Callable[..., Path]) -> None:
    rows = [
        {"from": "^/podcast/(.*)$", "to": "/"},
        {"from": "^/podcast/(.*)$", "to": "/audio/$1"},
    ]

    kept, listed = read(written("redirects.json", json.dumps(rows)))

    assert (kept.patterns, kept.unmapped) == ((("/podcast/{any}", "/"),), ())
    assert (listed.patterns, listed.unmapped) == (
        (),
        ("redirect by pattern: ^/podcast/(.*)$ to /audio/$1",),
    )


def test_lists_of_the_old_site(lantern: dict[str, Document]) -> None:
    lists = lantern["lists"].lists

    assert OldList("section", "Harbor", "/tag/harbor/") in lists
    assert OldList("topic", "Ferries", "/tag/ferries/") in lists
    assert OldList("author", "Jon Ek", "/author/jon/") in lists
    assert not [each for each in lists if "wide" in each.address]


def test_truncated_export_keeps_what_was_whole(written: Callable[..., Path]) -> None:
    whole = LANTERN.read_text(encoding="utf-8")
    cut = written("cut.json", whole[: whole.index("Old Words")])

    documents = read(cut)

    assert [document.headline for document in documents] == ["The Ferry Was Late", "Маяк зажгли", None]
    assert "breaks off" in documents[2].errors[0].what


@pytest.mark.parametrize(
    "value", [None, 1, [], {}, {"root": 1}, {"root": {"children": [1, {"type": "link"}]}}, "x"]
)
def test_lexical_of_another_shape_gives_nothing_and_does_not_fail(value: object) -> None:
    assert "<p>" not in lexical_markup(value, lambda name: None)


@pytest.mark.parametrize(
    "sections",
    [None, [1], [[1]], [[1, "p", [[0]]]], [[10, 99]], [[3, "ul", 4]], [[1, "p", [[1, [7], 9, 3]]]]],
)
def test_mobiledoc_of_another_shape_does_not_fail(sections: object) -> None:
    assert "x" not in mobiledoc_markup({"sections": sections}, lambda name: None)


def test_broken_document_of_the_editor_falls_back_to_the_rendered_text(written: Callable[..., Path]) -> None:
    post = {
        "id": "1",
        "title": "T",
        "slug": "t",
        "html": "<p>Rendered.</p>",
        "lexical": "{",
        "status": "published",
    }
    path = written("x.json", json.dumps({"db": [{"meta": {}, "data": {"posts": [post]}}]}))

    (document,) = read(path)

    assert document.paragraphs == ("Rendered.",)
