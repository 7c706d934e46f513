"""What makes stored pages old."""

from __future__ import annotations

from pathlib import Path

from dateline.config.generation import generation_of


def test_another_address_of_the_paper_is_another_generation() -> None:
    assert generation_of(shown="http://localhost") == generation_of(shown="http://localhost")
    assert generation_of(shown="http://localhost") != generation_of(shown="https://paper.example")


def test_a_changed_theme_is_another_generation(tmp_path: Path) -> None:
    before = generation_of(tmp_path)
    (tmp_path / "own.css").write_text("p { color: red }")

    assert generation_of(tmp_path) != before
