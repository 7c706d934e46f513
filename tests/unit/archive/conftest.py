from collections.abc import Callable
from pathlib import Path

import pytest

ARCHIVES = Path(__file__).parents[2] / "fixtures" / "archives"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a file into a folder of its own and return its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
