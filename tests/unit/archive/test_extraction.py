"""Pages in every layout of the benchmark are read as well as it says, as text dumps and as HTML."""

from pathlib import Path

import pytest

from tools.extraction.layouts import LAYOUTS, Layout
from tools.extraction.measuring import measure, token_f1

PAGES = 3


def test_layouts_are_as_many_and_as_different_as_was_asked() -> None:
    assert len({layout.name for layout in LAYOUTS}) >= 30
    assert (
        len({(layout.skin, layout.head, layout.below, layout.above, layout.gaps) for layout in LAYOUTS}) >= 30
    )
    assert {layout.language for layout in LAYOUTS} == {"en", "ru"}


@pytest.mark.parametrize("kind", ["dump", "html"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout_is_read(layout: Layout, kind: str, tmp_path: Path) -> None:
    row = measure(layout, pages=PAGES, folder=tmp_path, kind=kind).as_row()

    assert float(str(row["f1"])) >= 0.95
    assert (row["headline"], row["date"]) == (1.0, 1.0)


def test_token_f1_counts_each_word_as_often_as_it_occurs() -> None:
    assert token_f1("a b b", "a b b") == 1.0
    assert token_f1("a b", "a b b c") == pytest.approx(2 / 3)
    assert token_f1("", "a") == 0.0
