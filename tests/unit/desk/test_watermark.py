"""The mark is put into whatever page a theme makes."""

from __future__ import annotations

import pytest

from dateline.desk.sharing import watermark


@pytest.fixture(autouse=True)
def plain_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(template: str, context: object = None) -> str:
        return f"[{template.rpartition('/')[2]}]"

    monkeypatch.setattr(watermark, "render_to_string", render)


def test_mark_stands_at_the_beginning_of_the_body() -> None:
    page = '<html><HEAD><title>x</title></HEAD ><body class="a > b"><p>Text</p></body></html>'

    assert watermark.marked(page, None) == page.replace("</HEAD >", "[head.html]</HEAD >").replace(
        '<body class="a >', '<body class="a >[mark.html]'
    )


@pytest.mark.parametrize("page", ["", "<p>Text</p>", "<head></head><p>Text</p>"])
def test_page_without_a_place_for_it_is_not_shown(page: str) -> None:
    with pytest.raises(watermark.NoPlaceForMarkError):
        watermark.marked(page, None)


def test_addresses_for_machines_are_left_out() -> None:
    page = (
        '<head><link rel="canonical" href="/secret/"><meta property="og:url" content="/secret/">'
        '<script type="application/ld+json">{"url": "/secret/"}\n</script></head><body></body>'
    )

    assert "secret" not in watermark.marked(page, None)
