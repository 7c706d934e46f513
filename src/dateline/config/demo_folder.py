"""Begin the demo paper: an empty folder gets the demo's paper.toml before anything reads it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dateline.config.folder import FolderUnusableError
from dateline.config.installation import PAPER_FILE, folders
from dateline.demo.paper_file import demo_paper_file

# What a freshly made file system has by itself.
NO_CONTENT = frozenset({"lost+found"})


def begin_demo(variables: Mapping[str, str]) -> Path | None:
    """Write the demo's paper.toml and return its path; None where there is a paper or data already.

    The folder that DATELINE_DATA (or --data) names becomes the paper's; without it, the current one does.
    Raises FolderUnusableError when it cannot be written.
    """
    value = variables.get("DATELINE_DATA", "")
    named = Path(value or "data").expanduser().absolute()
    folder, data = folders(named)
    try:
        if (folder / PAPER_FILE).exists() or _has_content(data):
            return None
        home = named if value else folder
        home.mkdir(parents=True, exist_ok=True)
        file = home / PAPER_FILE
        file.write_text(demo_paper_file(), encoding="utf-8")
    except OSError as error:
        raise FolderUnusableError(named, error) from error
    return file


def _has_content(folder: Path) -> bool:
    return folder.exists() and any(entry.name not in NO_CONTENT for entry in folder.iterdir())
