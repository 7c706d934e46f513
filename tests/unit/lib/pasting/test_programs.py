"""What the clipboards of word processors and browsers become. The fixtures imitate the markup of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.lib.pasting.pieces import Frame, Line, Pasted, Picture, Table
from dateline.lib.pasting.plain_text import read_text
from dateline.lib.pasting.reading import read_html
from dateline.lib.pasting.writing import rich_text

FIXTURES = Path(__file__).parents[3] / "fixtures" / "paste"
TABLE = [["Route", "Fare"], ["Old town", "2.40"]]


def fixture(name: str) -> Pasted:
    return read_html((FIXTURES / name).read_text(encoding="utf-8"))


def html_of(pasted: Pasted) -> str:
    lines = [piece for piece in pasted.pieces if isinstance(piece, Line)]
    return rich_text(lines, link=lambda url: f'<a href="{url.replace("&", "&amp;")}">')


def kinds(pasted: Pasted) -> list[str]:
    return [piece.kind if isinstance(piece, Line) else type(piece).__name__ for piece in pasted.pieces]


def test_word_becomes_headings_paragraphs_lists_and_a_table() -> None:
    pasted = fixture("word.html")

    assert html_of(pasted) == (
        "<p>What the council decided</p>"
        "<p>The council voted <b>nine to four</b> on Tuesday to keep the <i>Marigold</i> in\u00a0service."
        " “It sails,” the mayor said.</p>"
        "<ul><li>Fares stay as they are<ul><li>children ride free</li></ul></li>"
        '<li>The <a href="https://ferries.example/plan?id=7">plan</a> is public</li></ul>'
        "<ol><li>Vote</li><li>Signature</li></ol>"
        "<p>Passengers may <s>not </s>always bring bicycles.</p>"
        "<p>The next vote is in May.</p>"
    )
    assert kinds(pasted)[0] == "heading"
    assert [piece.rows for piece in pasted.pieces if isinstance(piece, Table)] == [TABLE]
    assert sum(isinstance(piece, Picture) for piece in pasted.pieces) == 1


def test_comments_of_word_are_left_out_and_counted() -> None:
    pasted = fixture("word.html")

    assert "clerk" not in html_of(pasted)
    assert pasted.left_out >= 1


def test_google_docs_is_not_bold_throughout_and_keeps_what_is() -> None:
    pasted = fixture("google_docs.html")

    assert html_of(pasted) == (
        "<p>What the council decided</p>"
        "<p>The council voted <b>nine to four</b> on Tuesday to keep the <i>Marigold</i> in service.</p>"
        '<p>See the <a href="https://ferries.example/plan?id=7">plan</a> of CO<sub>2</sub> cuts.</p>'
        "<ul><li>Fares stay as they are<ul><li>children ride free</li></ul></li>"
        "<li>The plan is public</li></ul>"
    )
    assert kinds(pasted)[-2:] == ["Picture", "Table"]
    assert pasted.pieces[-1].rows == TABLE


def test_libreoffice_keeps_numbers_and_what_was_struck_out() -> None:
    pasted = fixture("libreoffice.html")

    assert html_of(pasted) == (
        "<p>What the council decided</p>"
        "<p>The council voted <b>nine to four</b> on Tuesday to keep the <i>Marigold</i> in service.</p>"
        "<ol><li>Vote</li><li><s>Appeal</s> Signature</li></ol>"
        '<p>The plan is on the <a href="https://ferries.example/plan?id=7">web site</a>.</p>'
    )
    table = pasted.pieces[-1]
    assert isinstance(table, Table)
    assert (table.rows, table.has_header) == (TABLE, True)


def test_web_page_loses_what_is_no_text_of_it() -> None:
    pasted = fixture("web_page.html")

    html = html_of(pasted)
    assert "boat" not in html
    assert "dataLayer" not in html
    assert "javascript" not in html
    assert "in service ⛴." in html
    assert '<a href="https://ferries.example/plan?id=7#fares">plan</a> or press here.</p>' in html
    assert "<p>Nothing else changed.</p>" in html
    assert [piece.caption for piece in pasted.pieces if isinstance(piece, Picture)] == ["The pier at dusk."]
    assert [(piece.url, piece.title) for piece in pasted.pieces if isinstance(piece, Frame)] == [
        ("https://www.youtube.com/watch?v=abcdefghijk", "The last crossing")
    ]
    assert [piece.text for piece in pasted.pieces if isinstance(piece, Line) and piece.kind == "source"] == [
        "— The mayor"
    ]


def test_mail_is_put_together_again_and_dialogue_is_no_list() -> None:
    pasted = read_text((FIXTURES / "mail.txt").read_text(encoding="utf-8"))

    assert html_of(pasted) == (
        "<p>The council voted nine to four on Tuesday to keep the Marigold in service, after a debate of"
        " seven hours in which nobody left the room.</p>"
        "<ul><li>Fares stay as they are</li><li>Children ride free</li></ul>"
        "<ol><li>Vote</li><li>Signature</li></ol>"
        "<p>— It sails, — said the mayor.</p>"
        "<p>https://www.youtube.com/watch?v=abcdefghijk&amp;feature=share</p>"
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", ["text", "text"]),
        ("<table><tr><td>a</td><td><table><tr><td>b</td></tr></table></td></tr></table>", ["text", "text"]),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", ["text", "text"]),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td><img src='https://x.example/p'></td><td>c</td></tr></table>",
            ["text", "text", "Picture", "text"],
        ),
    ],
)
def test_table_that_holds_a_layout_together_is_no_table(table: str, expected: list[str]) -> None:
    assert kinds(read_html(table)) == expected


def test_cell_that_spans_keeps_the_columns_of_others() -> None:
    html = (
        "<table><caption>Fares</caption><tr><th rowspan=2>Route</th><th colspan=2>Fare</th></tr>"
        "<tr><th>2025</th><th>2026</th></tr><tr><td>Old town</td><td>2.20</td><td>2.40</td></tr></table>"
    )

    (table,) = read_html(html).pieces

    assert isinstance(table, Table)
    assert table.caption == "Fares"
    assert table.rows == [["Route", "Fare", ""], ["", "2025", "2026"], ["Old town", "2.20", "2.40"]]


def test_second_paragraph_of_an_item_stays_in_the_item() -> None:
    html = html_of(read_html("<ul><li><p>One</p><p>still one</p></li><li>Two</li></ul>"))

    assert html == "<ul><li>One<br/>still one</li><li>Two</li></ul>"


def test_bullets_typed_by_hand_become_a_list() -> None:
    assert html_of(read_html("<p>• One</p><p>•\u00a0Two</p>")) == "<ul><li>One</li><li>Two</li></ul>"
