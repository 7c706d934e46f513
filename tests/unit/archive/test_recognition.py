"""Every fixture is recognized as what it is, and no other format is as sure."""

from pathlib import Path

import pytest

from dateline.archive.formats import choose, registered
from tests.unit.archive.conftest import ARCHIVES

DUMPS = ARCHIVES.parent / "pagedumps"
FIXTURES = [
    *((path, path.relative_to(ARCHIVES).parts[0]) for path in sorted(ARCHIVES.rglob("*")) if path.is_file()),
    *((path, "pagedump") for path in sorted(DUMPS.glob("*.txt"))[:8]),
]
FILES = [(path, name) for path, name in FIXTURES if path.suffix != ".toml"]


def test_there_is_a_fixture_for_every_format() -> None:
    assert {name for _, name in FILES} == {each.name for each in registered()}


@pytest.mark.parametrize(
    ("path", "name"), FILES, ids=lambda value: value.name if isinstance(value, Path) else value
)
def test_fixture_is_recognized_as_its_own_format(path: Path, name: str) -> None:
    sure = {each.name: each.recognises(path) for each in registered()}

    own = sure.pop(name)
    assert own >= 0.5
    assert max(sure.values()) < own
    assert choose([path]).name == name
