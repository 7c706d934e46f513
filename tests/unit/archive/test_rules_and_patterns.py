import socket
from pathlib import Path

import pytest

from dateline.archive.old.patterns import PatternError, check_pattern, match
from dateline.archive.pipeline.cleaning import inline_html, paragraph_html
from dateline.archive.pipeline.fetching import NotFetchedError, fetch, public_address
from dateline.archive.rules import RulesError, Verdict, read_rules, rules_from
from dateline.archive.sameness import alike, old_address, same_person


@pytest.mark.parametrize(
    ("pattern", "address", "number"),
    [
        ("/news/{number}.html", "/news/17.html", "17"),
        ("/news/{number}.html", "/news/17.htm", None),
        ("/read.php?id={number}", "/read.php?x=1&id=5", "5"),
        ("/read.php?id={number}", "/read.php?id=5a", None),
        ("/{year}/{word}/{number}-{any}", "/2004/town/9-a/b/", "9"),
        ("/forum/{any}", "/forum/", ""),
        ("/a.b/", "/axb/", None),
    ],
)
def test_forms_of_addresses_give_the_number(pattern: str, address: str, number: str | None) -> None:
    assert match(pattern, address) == number


@pytest.mark.parametrize("pattern", ["news", "/{nothing}", "/{number}/{number}"])
def test_forms_that_cannot_be_used_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://old.example/a%20b/?z=1&a=2", "/a b/?a=2&z=1"),
        ("a.html", "/a.html"),
        ("https://old.example", "/"),
        ("mailto:x@y.example", ""),
        ("", ""),
    ],
)
def test_old_addresses_have_one_form(address: str, kept: str) -> None:
    assert old_address(address) == kept


def test_rules_in_two_forms_say_the_same(tmp_path: Path) -> None:
    table = tmp_path / "rules.csv"
    table.write_text("what,from,to\nsections,«Old» Town,town\nauthors,Staff,drop\n", encoding="utf-8")
    text = '[sections]\n"\\"old\\" town" = "town"\n[authors]\nstaff = "drop"\n'

    for rules in (read_rules(table), rules_from(text)):
        assert rules.on("sections", "“OLD” town") == Verdict("section", "town")
        assert rules.on("authors", "Staff") == Verdict()
        assert rules.on("topics", "x") is None


@pytest.mark.parametrize(
    "text", ["x = 1", "[sections]\nx", '[options]\nsize = "1"', "[[addresses]]\nto = '/'"]
)
def test_rules_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(RulesError):
        rules_from(text)


def test_html_keeps_marks_and_quotation_marks_only() -> None:
    html = '<p onclick="x">«A» <strong>b</strong><img src=x onerror=y><iframe>no</iframe>&amp; <a>c</a></p>'

    assert inline_html(html, "") == "«A» <b>b</b>&amp; c"
    assert paragraph_html("", "1 < 2 “so”") == "<p>1 &lt; 2 “so”</p>"
    assert paragraph_html("<ul><li>a</li></ul>", "a") == "<ul><li>a</li></ul>"


def test_people_are_the_same_in_any_order_and_alike_with_initials() -> None:
    assert same_person("Орлова, Алёна") == same_person("АЛЕНА орлова")
    assert alike("A. Byron", ["Ada Byron", "Tom Lind"]) == "Ada Byron"
    assert alike("Ada Byrom", ["Ada Byron"]) == "Ada Byron"
    assert alike("Tom Sato", ["Ada Byron"]) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"])
def test_private_addresses_are_never_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (address, 80))])

    with pytest.raises(NotFetchedError, match="no public address"):
        public_address("pictures.example", 80)
    with pytest.raises(NotFetchedError):
        fetch("http://pictures.example/a.jpg", most_bytes=10)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://x.example:8443/", "gopher://x", "/a.jpg"])
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(NotFetchedError):
        fetch(address, most_bytes=10)
