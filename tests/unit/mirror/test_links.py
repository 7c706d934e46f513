"""Links lead into the copy; everything else keeps its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition import addresses, copies
from dateline.mirror.links import Links, in_html, in_styles

HOME = "https://paper.example"


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_file_prefixes", ("/media/", "/static/"))
    monkeypatch.setattr(copies, "_home_prefixes", ("/search/",))
    monkeypatch.setattr(addresses, "_bypassed", ("/desk/", "/media/", "/static/"))


def links(address: str = "/town/", **options: str) -> Links:
    return Links(address, base_url=HOME, **options)


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ('<a href="/sea/">', '<a href="../sea/index.html">'),
        ('<a href="/">', '<a href="../index.html">'),
        ("<a href=/sea/>", '<a href="../sea/index.html">'),
        ("<A  HREF = '/sea/' class=x>", '<A  HREF = "../sea/index.html" class=x>'),
        (f'<a href="{HOME}/sea/#top">', '<a href="../sea/index.html#top">'),
        ('<a href="//paper.example/sea/">', '<a href="../sea/index.html">'),
        ('<a href="/sea/?from=mail&amp;x=1">', '<a href="../sea/index.html">'),
        ('<a href="page/2/">', '<a href="page/2/index.html">'),
        ('<a href="/search/?q=a&amp;b">', f'<a href="{HOME}/search/?q=a&amp;b">'),
        ('<a href="/desk/">', f'<a href="{HOME}/desk/">'),
        ('<a href="/a//b/">', f'<a href="{HOME}/a//b/">'),
        (
            '<img src=/media/a.jpg srcset="/media/a.jpg 400w, /media/b,c.jpg 2x">',
            '<img src="../media/a.jpg" srcset="../media/a.jpg 400w, ../media/b,c.jpg 2x">',
        ),
        ('<p style="background: url(/media/a.png)">', '<p style="background: url(../media/a.png)">'),
        ('<object data="/media/a.svg">', '<object data="../media/a.svg">'),
    ],
)
def test_links_into_the_paper_become_files(written: str, becomes: str) -> None:
    assert in_html(f"<p>1 < 2</p>{written}end", links()) == f"<p>1 < 2</p>{becomes}end"


@pytest.mark.parametrize(
    "text",
    [
        '<a href="#main">',
        '<a href="">',
        "<a href>",
        '<a href="mailto:desk@paper.example">',
        '<a href="https://elsewhere.example/sea/">',
        '<a href="http://[broken/">',
        '<link rel="canonical" href="https://paper.example/town/">',
        "<LINK href='/town/' rel=canonical>",
        '<!-- <a href="/sea/"> -->',
        '<script>"<a href=/sea/>"</script>',
        '<script type="application/ld+json">{"url": "<a href=\\"/sea/\\">"}</script>',
        '<textarea><a href="/sea/"></textarea>',
        '<title><a href="/sea/"></title>',
        '<p title="<a href=/sea/>">',
        '<p data="/sea/" data-href="/sea/">',
        "a < b, href=/sea/",
        '<a href="/sea/"',
        '<meta property="og:url" content="https://paper.example/town/">',
    ],
)
def test_what_is_no_link_into_the_paper_keeps_its_bytes(text: str) -> None:
    assert in_html(text, links()) == text


def test_text_after_a_script_is_read_again() -> None:
    page = '<script>var a = "<!--";</script><a href="/sea/">'

    assert in_html(page, links()).endswith('<a href="../sea/index.html">')


def test_what_pages_use_is_collected() -> None:
    found = links()
    in_html('<img src="/media/a.jpg"><a href="/sea/"><link href="/static/a.css" rel=stylesheet>', found)

    assert found.used == {"/media/a.jpg", "/static/a.css"}


def test_page_for_unknown_addresses_begins_at_the_host() -> None:
    page = in_html('<a href="/sea/"><img src="/media/a.jpg">', links("/404.html", below="/mirror/"))

    assert page == '<a href="/mirror/sea/index.html"><img src="/mirror/media/a.jpg">'


def test_styles_lead_to_files() -> None:
    sheet = "@import '/static/b.css'; a { src: url( \"/static/f.woff2\" ), url(f.woff2) url(data:x) }"

    assert in_styles(sheet, links("/static/a.css")) == sheet.replace("/static/", "")


class AsTheyAre(Links):
    def to(self, link: str) -> str:
        return link


@given(st.text(alphabet="<>a/=\"' !-hrefscipt\n", max_size=200))
def test_without_links_into_the_paper_any_text_keeps_its_bytes(text: str) -> None:
    assert in_html(text, AsTheyAre("/town/", base_url=HOME)) == text


@pytest.mark.parametrize("start", ["<a ", "<!--", '<a x="', "<script>", "< a", "<a x='>"])
def test_broken_pages_take_no_longer_than_their_length(start: str) -> None:
    page = start * 100_000

    assert in_html(page, links()) == page
