"""What can stand in the way of a copy."""

from pathlib import Path


class CopyRefusedError(ValueError):
    """Raised when a copy must not be made in this folder; says what to do."""


class CopyStoppedError(RuntimeError):
    """Raised when a copy cannot go on; what is there stays, and the next run goes on from it."""


class FolderTakenError(CopyStoppedError):
    """Raised when another export is working on the folder."""

    def __init__(self, folder: Path, pid: str) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"{folder} is in use: {who} is exporting into it. Wait for it, or stop it.")


class NoFileNameError(ValueError):
    """Raised for an address that cannot be a file below the folder of a copy."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} cannot be the name of a file.")
