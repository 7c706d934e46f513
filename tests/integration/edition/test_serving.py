"""What a reader, a browser or a cache gets back."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edition_site.actions import remove_note, write_note
from tests.edition_site.harness import Node

pytestmark = pytest.mark.django_db(transaction=True)


def test_page_in_each_encoding_has_its_own_tag_and_the_same_content(node: Node) -> None:
    plain, zipped, shrunk = (node.get("/", accept_encoding=name) for name in ("identity", "gzip", "br"))

    assert plain.content == zipped.content == shrunk.content
    assert len({plain.headers["etag"], zipped.headers["etag"], shrunk.headers["etag"]}) == 3
    assert plain.headers["vary"] == "accept-encoding"
    assert "set-cookie" not in plain.headers


def test_known_tag_is_answered_with_304_and_no_content_headers(node: Node) -> None:
    tag = node.get("/", accept_encoding="br").headers["etag"]

    answer = node.get("/", accept_encoding="br", if_none_match=f'"other", W/{tag}')

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == tag
    assert "content-type" not in answer.headers


def test_tag_of_an_older_version_is_answered_with_the_new_page(node: Node) -> None:
    tag = node.get("/").headers["etag"]
    write_note(slug="a", title="New")

    answer = node.get("/", if_none_match=tag)

    assert answer.status == 200
    assert b"New" in answer.content


def test_range_is_answered_with_part_of_the_page(node: Node) -> None:
    whole = node.get("/").body

    answer = node.get("/", range="bytes=4-9")

    assert (answer.status, answer.body) == (206, whole[4:10])
    assert answer.headers["content-range"] == f"bytes 4-9/{len(whole)}"
    assert node.get("/", range="bytes=9999999-").status == 416
    assert node.get("/", range="bytes=1-2", if_range='"old"').status == 200


def test_query_that_no_page_uses_makes_no_page(node: Node) -> None:
    for number in range(20):
        assert node.get(f"/?utm={number}").status == 200

    assert node.count("renders") == 1
    assert len(node.front.press.store.memory.pages) == 1


def test_declared_query_in_any_order_is_one_page(node: Node) -> None:
    write_note(slug="a", title="Found")

    first = node.get("/search/?q=ou&page=1&x=2")
    second = node.get("/search/?page=1&q=ou")

    assert b"Found" in first.content
    assert first.body == second.body
    assert node.count("renders") == 1


def test_cookie_of_a_visitor_does_not_reach_a_page(node: Node) -> None:
    before = node.get("/").body

    assert node.get("/", cookie="sessionid=abc").body == before
    assert node.count("renders") == 1


def test_answer_for_one_visitor_is_not_stored(node: Node) -> None:
    assert node.get("/visitor/?x=5", cookie="name=Ann").content == b"hello Ann 5"
    assert node.get("/visitor/", cookie="name=Bob").content == b"hello Bob "
    assert not node.front.press.store.memory.pages


def test_page_without_keys_is_not_stored(node: Node) -> None:
    assert node.get("/unkeyed/").status == 200
    assert not node.front.press.store.memory.pages


def test_forms_and_bypassed_addresses_go_to_django(node: Node) -> None:
    posted = node.ask("/desk/echo/", method="POST", body=b"a=1&b=2").result(timeout=10)

    assert posted.content == b"POST 7 "
    assert node.get("/desk/echo/?x=1").content == b"GET 0 x=1"
    assert node.get("/desk/stream/").content == b"one two three"
    assert node.count("passed") == 3


def test_missing_page_appears_when_it_is_written_and_goes_when_removed(node: Node) -> None:
    assert node.get("/note/a/").status == 404
    assert node.get("/note/a/").status == 404
    assert node.count("renders") == 1

    write_note(slug="a", title="Here")
    assert node.get("/note/a/").status == 200

    remove_note(slug="a")
    assert node.get("/note/a/").status == 404


def test_view_that_writes_once_is_stored_after_it_has_written(node: Node) -> None:
    assert node.get("/writes/").content == b"renditions: 1"
    assert "/writes/" in node.front.press.store.memory.pages


def test_page_that_changes_by_itself_is_rendered_when_its_time_has_come(node: Node) -> None:
    first = node.get("/until/").body
    assert node.get("/until/").body == first

    time.sleep(1.1)

    assert node.get("/until/").body != first


def test_downstream_caches_are_told_keys_and_time(make_node: Callable[..., Node]) -> None:
    node = make_node(downstream=True)

    answer = node.get("/section/news/")

    assert answer.headers["surrogate-key"] == "section/news"
    assert answer.headers["cache-tag"] == "section/news"
    assert "max-age=31536000" in answer.headers["cdn-cache-control"]
    assert answer.headers["cache-control"] == "max-age=0, must-revalidate"
    assert node.get("/until/").headers["surrogate-control"] == "max-age=0"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/%00", 400), ("/a%0Ab", 400), ("/%ff/", 400), ("/%3Fq=1", 404), ("/" + "a" * 3000, 414),
        ("/?" + "a" * 3000, 414), ("/search/?q=%ff", 400), ("/search/?q=%00", 400), ("/%zz/", 404),
        ("//etc/passwd", 404), ("/../../etc/passwd", 404), ("/search/?" + "q=&" * 500, 400),
    ],
)  # fmt: skip
def test_malformed_address_gets_its_status_and_no_entry(node: Node, target: str, status: int) -> None:
    assert node.get(target).status == status
    assert not node.front.press.store.memory.pages


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60)


@given(
    header=st.sampled_from(
        ["accept-encoding", "if-none-match", "if-modified-since", "range", "if-range", "cookie"]
    ),
    value=HEADER
    | st.sampled_from(
        [
            "*;q=0", "br;q=nan", "gzip;q=9", ",,,;;;", "bytes=--", "bytes=1-2,3-4", "bytes=-0", '"', 'W/"',
            "*",
            "Mon, 99 Foo 2026 99:99:99 GMT", "bytes=" + "9" * 400 + "-", "Thu, 01 Jan 99999 00:00:00 GMT",
        ]
    ),
)  # fmt: skip
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_any_header_gets_a_correct_status(node: Node, header: str, value: str) -> None:
    answer = node.get("/", **{header: value})

    assert answer.status in {200, 206, 304, 416}
    if answer.status == 200:
        assert answer.content.startswith(b"<h1>Front</h1>")


def test_no_modified_date_is_told_within_the_second_of_a_change(node: Node) -> None:
    young = node.get("/")
    assert "last-modified" not in young.headers

    time.sleep(1.1)
    settled = node.get("/")

    assert node.get("/", if_modified_since=settled.headers["last-modified"]).status == 304
    assert node.get("/", if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200


def test_immutable_file_is_kept_whatever_is_published_or_deployed(make_node: Callable[..., Node]) -> None:
    first = make_node("home", generation="1").get("/static/style.0123.css", accept_encoding="br")
    write_note(slug="a", title="A")
    node = make_node("home", generation="2")

    second = node.get("/static/style.0123.css", accept_encoding="br")

    assert first.body == second.body
    assert first.headers["content-encoding"] == "br"
    assert second.headers["cache-control"] == "max-age=315360000, public, immutable"
    assert node.count("renders") == 0
