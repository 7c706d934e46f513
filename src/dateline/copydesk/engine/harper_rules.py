"""Which of Harper's nine hundred rules we ask: mistakes in edited prose, not tastes and brand names."""

from dateline.copydesk.engine.phrases import FOLDER

SPELLING = "SpellCheck"
ERRORS = frozenset((FOLDER / "harper.txt").read_text(encoding="utf-8").split())
