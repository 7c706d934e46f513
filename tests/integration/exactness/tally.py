"""How many pages were rendered again for one whose bytes had changed, by the keys that were to blame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.support.desk_work.somebody import written_through

PATTERNS = (
    (r"^address/.*", "address<path>"),
    (r"^redirect/.*", "redirect<path>"),
    (r"^media/.*", "media/<folder>"),
    (r"^old-address/.*", "old-address/<digest>"),
    (r"[0-9a-f]{8}-[0-9a-f-]{27}", "<uuid>"),
    (r"\d{4}-\d\d-\d\d", "<day>"),
    (r"\d{4}-\d\d", "<month>"),
    (r"^label/[^/]+", "label/<label>"),
    (r"(?<=/)\d+", "<id>"),
)


def family_of(key: str) -> str:
    """Return the key with what tells it from its like taken out: section/7/list is section/<id>/list."""
    for pattern, name in PATTERNS:
        key = re.sub(pattern, name, key)
    return key


class Tally:
    """Counts over a whole run."""

    def __init__(self) -> None:
        self.wanted = 0
        self.has_failed = False
        self.verbs: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.compared = 0
        self.touched: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()
        self.alone_in_vain: Counter[str] = Counter()
        self.by_event: dict[str, Counter[str]] = {}
        self.file: Path | None = None

    @property
    def is_enough(self) -> bool:
        """Whether as much was done as was wanted; never while a failing sequence is made shorter."""
        return not self.has_failed and self.outcomes["done"] >= self.wanted

    def note(self, *, event: str, keys: Iterable[str], changed: bool) -> None:
        """Count one page that an entry touched by these keys."""
        families = {family_of(key) for key in keys}
        for name in ("*", *families):
            self.touched[name] += 1
            self.changed[name] += changed
        if len(families) == 1:
            (family,) = families
            self.alone[family] += 1
            self.alone_in_vain[family] += not changed
        each = self.by_event.setdefault(event, Counter())
        each["touched"] += 1
        each["changed"] += changed

    def write(self) -> None:
        """Write down how far the work is, if anybody wants to know."""
        if self.file is not None:
            self.file.write_text(self.report(), encoding="utf-8")
            self.file.with_suffix(".sent").write_text("\n".join(sorted(written_through)), encoding="utf-8")

    def report(self) -> str:
        """Return two tables: by event, and by family of keys."""
        lines = [
            f"operations {sum(self.verbs.values())}: "
            + ", ".join(f"{count} {name}" for name, count in self.outcomes.most_common()),
            f"comparisons {self.compared}",
            "done: " + ", ".join(f"{verb} {count}" for verb, count in sorted((+self.verbs).items())),
            "",
            f"{'event':34}{'rendered again':>16}{'changed':>10}{'ratio':>8}",
        ]
        for event, each in sorted(self.by_event.items()):
            lines.append(_row(event, each["touched"], each["changed"]))
        lines += [
            "",
            f"{'family of keys':34}{'rendered again':>16}{'changed':>10}{'ratio':>8}{'alone in vain':>16}",
        ]
        for name, count in self.touched.most_common():
            vain = f"{self.alone_in_vain[name]} of {self.alone[name]}" if name != "*" else ""
            lines.append(_row(name, count, self.changed[name]) + f"{vain:>16}")
        return "\n".join(lines)


def _row(name: str, touched: int, changed: int) -> str:
    ratio = f"{touched / changed:.2f}" if changed else "-"
    return f"{name:34}{touched:>16}{changed:>10}{ratio:>8}"
