"""Print every figure of the copy desk: recall, false alarms, time, memory; and of single engines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import django


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tools.copydesk.report import print_report  # noqa: PLC0415 - models first

    print_report()
    for language in ("en", "ru", "en ru"):
        command = [sys.executable, "-m", "tools.copydesk.memory", *language.split()]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
        )
        print(f"memory of the loaded engine, {language}: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
