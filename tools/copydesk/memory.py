"""In a process of its own: what the engine weighs once it is loaded."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django


def megabytes(process: int | None = None) -> float:
    """Return the resident memory of a process, of this one unless another is named."""
    pages = int(Path(f"/proc/{process or 'self'}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def main() -> None:
    """Load, check one story of each language, let go."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from dateline.copydesk.engine.check import check  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.desk import Desk  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.harper_client import HARPER, let_go  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.texts import Block, Story  # noqa: PLC0415 - measured

    before = megabytes()
    texts = {"en": "The ferry sailed to Northbank on Monday.", "ru": "Паром ушёл в понедельник утром."}
    for language in sys.argv[1:]:
        check(Story(language, (Block("p", "paragraph", texts[language]),)), Desk())
    own, harper = megabytes() - before, megabytes(HARPER.number) if HARPER.number else 0.0
    let_go()
    print(f"{own:.0f} MB in the process itself, {harper:.0f} MB in Harper’s, which ends when idle")


if __name__ == "__main__":
    main()
