"""The folder of a copy: whose it is, who is at work in it, and files that are there whole or not at all."""

from __future__ import annotations

import fcntl
import filecmp
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline.mirror.errors import CopyRefusedError, FolderTakenError
from dateline.mirror.places import OURS

MARKER = "copy.json"
# What file systems and hosts put into a folder by themselves, and what their owners add, begins with a dot
# or is one of these; it is left alone.
NOT_OURS = frozenset(("CNAME", "System Volume Information", "lost+found", "$RECYCLE.BIN"))


class Folder:
    """The folder with the files of a copy. Made by ``claimed``."""

    def __init__(self, root: Path, marker: dict[str, str], *, is_new: bool) -> None:
        self.root = root
        self.id = marker["id"]
        self.paper = marker["paper"]
        self.identity = marker.get("identity", "")
        self.is_new = is_new
        self._drafts = root / OURS / "drafts"
        shutil.rmtree(self._drafts, ignore_errors=True)
        self._drafts.mkdir(parents=True)

    def belongs_to(self, *, paper: str, identity: str) -> None:
        """Note whose copy this is from now on."""
        if (self.paper, self.identity) != (paper, identity):
            self.paper, self.identity = paper, identity
            _write_marker(self.root / OURS / MARKER, {"id": self.id, "paper": paper, "identity": identity})

    def draft(self) -> Path:
        """Return where a file may be written before it takes its place."""
        return self._drafts / "draft"

    def write(self, file: str, body: bytes) -> bool:
        """Give a file this content; say whether it changed. A file that is the same is not touched."""
        place = self.root / file
        with suppress(OSError):
            if place.stat().st_size == len(body) and place.read_bytes() == body:
                return False
        self.draft().write_bytes(body)
        return self.put(file)

    def put(self, file: str) -> bool:
        """Put the draft into its place, in one step, and say whether that changed anything.

        Everybody may read it: it is public.
        """
        place, draft = self.root / file, self.draft()
        with suppress(OSError):
            if filecmp.cmp(draft, place, shallow=False):
                return False
        with suppress(OSError):
            draft.chmod(0o644)
        for folder in reversed(place.parents[: file.count("/")]):
            with suppress(FileExistsError):
                folder.mkdir()
                folder.chmod(0o755)
        draft.replace(place)
        return True

    def remove(self, file: str) -> bool:
        """Take a file away, and folders that are empty then; say whether it was there."""
        place = self.root / file
        try:
            place.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        for folder in place.parents[: file.count("/")]:
            try:
                folder.rmdir()
            except OSError:
                break
        return True

    def files(self) -> Iterator[str]:
        """Yield every file that could be ours."""
        for path, folders, names in os.walk(self.root):
            here = Path(path)
            if here == self.root:
                folders[:] = [name for name in folders if not _is_not_ours(name)]
                names = [name for name in names if not _is_not_ours(name)]
            for name in names:
                yield (here / name).relative_to(self.root).as_posix()


@contextmanager
def claimed(root: Path, *, paper: str, keep_out: Iterable[Path]) -> Iterator[Folder]:
    """Make or recognize the folder of a copy and hold it, so that two runs never meet.

    ``paper`` is the address of the paper. Raises CopyRefusedError for a folder with other things in it,
    FolderTakenError when another run holds it, and OSError when it cannot be written.
    """
    root = root.expanduser().resolve()
    for place in keep_out:
        if root.is_relative_to(place.resolve()) or place.resolve().is_relative_to(root):
            raise CopyRefusedError(
                f"{root} and the paper's own folder {place} lie in one another, and everything in a copy is"
                " public. Name a folder elsewhere."
            )
    if root.exists() and not root.is_dir():
        raise CopyRefusedError(f"{root} is a file; expected a folder, empty or with a copy of the paper.")
    marker = root / OURS / MARKER
    is_new = not marker.exists()
    if is_new and root.exists() and not all(_is_not_ours(path.name) for path in root.iterdir()):
        raise CopyRefusedError(
            f"{root} is not empty, and what is in it was not written by dateline export. Name an empty or a"
            " new folder, or empty this one."
        )
    marker.parent.mkdir(parents=True, exist_ok=True)
    if is_new:
        with suppress(OSError):
            root.chmod(0o755)
    with (marker.parent / "lock").open("a+", encoding="ascii") as lock:
        _hold(lock.fileno(), root)
        yield Folder(root, _read_or_begin(marker, root, paper), is_new=is_new)


def _hold(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise FolderTakenError(root, os.pread(lock, 20, 0).decode("ascii", "replace").strip()) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)


def _read_or_begin(marker: Path, root: Path, paper: str) -> dict[str, str]:
    if not marker.exists():
        begun = {"id": secrets.token_hex(8), "paper": paper}
        _write_marker(marker, begun)
        return begun
    try:
        found: dict[str, str] = json.loads(marker.read_text(encoding="utf-8"))
        if not (found["id"].isalnum() and found["paper"]):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CopyRefusedError(f"{marker} is damaged. Empty {root} and export again.") from error
    return found


def _write_marker(marker: Path, content: dict[str, str]) -> None:
    draft = marker.with_suffix(".new")
    draft.write_text(json.dumps(content) + "\n", encoding="utf-8")
    draft.replace(marker)


def _is_not_ours(name: str) -> bool:
    return name.startswith(".") or name in NOT_OURS
