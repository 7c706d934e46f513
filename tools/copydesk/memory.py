"""In a process of its own: what the engine weighs once it is loaded, and after it is let go."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django


def megabytes() -> float:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def main() -> None:
    """Load, check one story of each language, let go."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from dateline.copydesk.engine.check import check  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.desk import Desk  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.dictionaries import let_go, loaded  # noqa: PLC0415 - measured
    from dateline.copydesk.engine.texts import Block, Story  # noqa: PLC0415 - measured

    before = megabytes()
    texts = {"en": "The ferry sailed to Northbank on Monday.", "ru": "Паром ушёл в понедельник утром."}
    for language in sys.argv[1:]:
        check(Story(language, (Block("p", "paragraph", texts[language]),)), Desk())
    engines, after = ", ".join(loaded()), megabytes()
    let_go()
    print(f"{after - before:.0f} MB ({engines}); after letting go {megabytes() - before:.0f} MB")


if __name__ == "__main__":
    main()
