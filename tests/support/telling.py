"""What a test has measured, for whoever runs it with ``pytest -s``."""

import sys


def tell(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"\n{text}\n")
