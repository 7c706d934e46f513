"""What is sent to the front: by which methods, how much, and over what."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_network

import pytest

from tests.edition_site.harness import Node

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def node(make_node: Callable[..., Node]) -> Node:
    return make_node()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW", "get"])
def test_nothing_can_be_sent_where_there_are_no_forms(node: Node, method: str) -> None:
    answer = node.ask("/nowhere/", method=method, body=b"x" * 10).result(timeout=10)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert node.count("passed") == node.count("renders") == 0


def test_unknown_method_is_refused_where_there_are_forms(node: Node) -> None:
    answer = node.ask("/desk/echo/", method="OPTIONS").result(timeout=10)

    assert answer.status == 405
    assert answer.headers["allow"] == "DELETE, GET, HEAD, PATCH, POST, PUT"
    assert node.count("passed") == 0


@pytest.mark.parametrize("announced", [True, False])
def test_only_who_may_upload_sends_much(make_node: Callable[..., Node], announced: bool) -> None:
    node = make_node(form_bytes=100, upload_bytes=1000)

    def send(size: int, cookie: str) -> int:
        length = {"content-length": str(size)} if announced else {}
        answer = node.ask("/desk/echo/", method="POST", body=b"x" * size, cookie=cookie, **length)
        return answer.result(timeout=10).status

    assert send(100, "name=anybody") == 200
    assert send(101, "name=anybody") == 413
    assert send(1000, "name=staff") == 200
    assert send(1001, "name=staff") == 413
    assert send(1001, "name=anybody") == 413


def test_length_that_is_announced_is_not_believed(make_node: Callable[..., Node]) -> None:
    node = make_node(form_bytes=100)

    told_less = node.ask("/desk/echo/", method="POST", body=b"x" * 101, content_length="5")
    told_more = node.ask("/desk/echo/", method="POST", body=b"x" * 5, content_length="101")
    no_number = node.ask("/desk/echo/", method="POST", body=b"x" * 5, content_length="٣٣٣٣")

    assert [each.result(timeout=10).status for each in (told_less, told_more, no_number)] == [413, 413, 200]


def test_what_is_sent_along_with_a_question_is_not_read(node: Node) -> None:
    assert node.ask("/desk/echo/", body=b"x" * 1000).result(timeout=10).content == b"GET 0 "


def test_stored_page_leads_to_https_who_came_without(
    make_node: Callable[..., Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.BASE_URL", "https://paper.test")
    node = make_node(trusted_proxies=(ip_network("127.0.0.0/8"),))
    assert node.get("/").status == node.get("/").status == 200, "who says nothing, came past every proxy"

    plain = node.get("/?x=1", x_forwarded_proto="http")

    assert (plain.status, plain.headers["location"]) == (301, "https://paper.test/?x=1")
    assert node.get("/note/none/", x_forwarded_proto="http").status == 301
    assert node.get("/", x_forwarded_proto="https").status == 200
    assert node.get("/desk/echo/", x_forwarded_proto="http").status == 200, "Django's own affair"
    assert node.ask("/", method="POST", x_forwarded_proto="http").result(timeout=10).status == 405
