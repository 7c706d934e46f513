"""Harper in a process of its own: what it loads, a hundred megabytes, is gone again when the process ends.

Run as a program it reads one JSON list of rules, then one JSON text per line, and answers each with its lints.
It imports nothing of ours, so it weighs no more than Harper itself.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

REPLACE, REMOVE, INSERT_AFTER = 0, 1, 2
MOST_SUGGESTIONS = 3


def main() -> None:
    """Answer until nobody asks any more."""
    import harper  # noqa: PLC0415 - whoever imports this module for its names does not need it

    rules = set(json.loads(sys.stdin.readline()))
    linter = harper.Linter(harper.Dialect.AMERICAN)
    linter.set_lint_config({name: name in rules for name in linter.get_default_lint_config()})
    # Building the dictionary leaves a third of what it took behind.
    ctypes.CDLL(None).malloc_trim(0)
    for line in sys.stdin:
        text = json.loads(line)
        found = linter.organized_lints(text, language="plaintext")
        answer = [_told(rule, lint, text) for rule, lints in found.items() for lint in lints]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _told(rule: str, lint: Any, text: str) -> list[Any]:
    start, end = lint.span.start, lint.span.end
    return [rule, start, end, lint.message, list(_replacements(lint, text[start:end]))]


def _replacements(lint: Any, original: str) -> Iterator[str]:
    for suggestion in list(lint.suggestions)[:MOST_SUGGESTIONS]:
        written = suggestion.replacement_text
        kind = int(suggestion.kind)
        yield original + written if kind == INSERT_AFTER else ("" if kind == REMOVE else written)


if __name__ == "__main__":
    main()
