"""A copy belongs to one paper, and most of it goes only when somebody says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.fronts.models import HomePage
from dateline.mirror.errors import CopyRefusedError
from tests.factories.stories import published
from tests.integration.mirror.conftest import Export
from tests.support.copies import times, tree

pytestmark = pytest.mark.any_database


def test_copy_of_another_paper_is_refused(
    paper: HomePage, copy: Path, tmp_path: Path, export: Export, settings: Any
) -> None:
    export()
    before = times(copy)
    settings.DATA_DIR, settings.BASE_URL = tmp_path / "elsewhere", "https://other.example"

    with pytest.raises(CopyRefusedError, match="holds a copy of"):
        export()

    assert times(copy) == before


def test_copy_of_another_paper_with_the_same_address_is_refused_until_told_to_replace_it(
    paper: HomePage,
    copy: Path,
    tmp_path: Path,
    export: Export,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published()
    export()
    before = times(copy)
    settings.DATA_DIR = tmp_path / "elsewhere"
    monkeypatch.setattr("dateline.mirror.exports.paper_identity", lambda: "another")

    with pytest.raises(CopyRefusedError, match="holds a copy of another paper"):
        export()
    assert times(copy) == before

    export(replace=True)
    export()


@pytest.mark.parametrize("has_state", [True, False])
def test_run_that_would_remove_most_of_a_copy_stops_before_it_does(
    paper: HomePage,
    copy: Path,
    tmp_path: Path,
    export: Export,
    monkeypatch: pytest.MonkeyPatch,
    has_state: bool,
) -> None:
    stories = [published(f"Story number {number}") for number in range(4)]
    export()
    before = times(copy)
    if not has_state:
        for state in (tmp_path / "data" / "exports").iterdir():
            state.unlink()
    published("One more, so that the log has grown")
    monkeypatch.setattr("dateline.mirror.copying.FEW", 2)
    monkeypatch.setattr("dateline.mirror.copying._all_addresses", lambda: iter(["/", "/404.html"]))

    with pytest.raises(CopyRefusedError, match=r"are not in the paper any more\. Nothing was changed"):
        export()
    assert times(copy) == before

    export(replace=True)
    assert not any(f"number-{number}" in name for name in tree(copy) for number in range(len(stories)))
