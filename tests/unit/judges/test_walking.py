"""What leads where in a paper, as the walk of ``make validate`` finds it."""

from __future__ import annotations

import pytest

from tools.walking import Answer, Walker, kind


def answer(text: str, *, type_: str = "text/html", **headers: str) -> Answer:
    return Answer(200, type_, headers, text.encode())


def test_walker_finds_links_of_pages_feeds_and_programs() -> None:
    walker = Walker("http://localhost:8123")
    page = answer(
        '<a href="/town/?a=1&amp;b=2#top">x</a> <img src="pier.jpg"> <a href="https://elsewhere.example/">y</a>'
        '<a href="http://localhost:8123">front</a> <outline xmlUrl="http://localhost:8123/rss/"/>'
        '<loc>http://localhost:8123/sea/</loc> {"next": "http://localhost:8123/api/v1/stories?since=3"}'
        "http://localhost:81234/other/"
    )

    assert set(walker.links("/news/", page)) == {
        *("/town/?a=1&b=2", "/news/pier.jpg", "/", "/rss/", "/sea/", "/api/v1/stories?since=3"),
    }


def test_walker_follows_redirects() -> None:
    assert list(Walker("http://127.0.0.1:8123").links("/a/", answer("", location="/b/"))) == ["/b/"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/11/30/ferry-42/history/3-4/", "/story/history/n-n/"),
        ("/archive/2026/11/", "/archive/n/n/"),
        ("/rss/topic/city-hall/", "/rss/topic/x/"),
        ("/feed/author/ada.json", "/feed/author/x.json"),
        (
            "/api/v1/stories/0b2c7f60-1111-4222-8333-abcdefabcdef/versions?limit=3",
            "/api/vn/stories/x/versions",
        ),
    ],
)
def test_kind_leaves_out_what_differs(path: str, expected: str) -> None:
    assert kind(path) == expected
