"""What the database itself keeps of corrections, on SQLite and PostgreSQL: see ``publishing.triggers``.

A correction is never changed or deleted, except that its words go with those of a version that is withheld.
It stands between two versions of one publication, the wrong one first, became public with the right one, and
amends only what was said of the same publication.
"""

from __future__ import annotations

from typing import Any

from dateline.publishing.triggers import GONE, VERSION, create_triggers, words_withheld

CORRECTION = "paper_corrections_correction"
KEPT = "Corrections are never changed or deleted."
TIED = "A correction stands between an earlier and a later version of one publication."
AMENDS = "A correction amends an earlier one of the same publication."

_IS_TIED = (
    f"EXISTS (SELECT 1 FROM {VERSION} r JOIN {VERSION} w ON w.publication_id = r.publication_id"  # noqa: S608 - constants
    " WHERE r.id = NEW.version_id AND w.id = NEW.wrong_version_id AND w.number < r.number AND r.at = NEW.at"
    " AND r.kind IN ('correction', 'clarification', 'apology', 'retraction'))"
)
_AMENDS_ITS_OWN = (
    f"EXISTS (SELECT 1 FROM {CORRECTION} c JOIN {VERSION} v ON v.id = c.version_id"  # noqa: S608 - constants
    f" JOIN {VERSION} r ON r.publication_id = v.publication_id"
    " WHERE c.id = NEW.amends_id AND r.id = NEW.version_id AND v.number < r.number)"
)
_SAME_BUT_WORDS = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "version_id", "wrong_version_id", "noticed_at", "noticed_by", "placement", "at")
)
RULES = (
    (
        "paper_correction_no_update",
        CORRECTION,
        "UPDATE",
        f"NOT (NEW.what_was_wrong = '{GONE}' AND NEW.what_is_right = '{GONE}' AND NEW.marks = '[]'"
        f" AND {words_withheld('OLD.version_id')} AND {_SAME_BUT_WORDS}"
        " AND COALESCE(NEW.amends_id, -1) = COALESCE(OLD.amends_id, -1)"
        " AND COALESCE(NEW.user_id, -1) = COALESCE(OLD.user_id, -1))",
        KEPT,
    ),
    ("paper_correction_no_delete", CORRECTION, "DELETE", "", KEPT),
    ("paper_correction_is_tied", CORRECTION, "INSERT", f"NOT {_IS_TIED}", TIED),
    (
        "paper_correction_amends_its_own",
        CORRECTION,
        "INSERT",
        f"NEW.amends_id IS NOT NULL AND NOT {_AMENDS_ITS_OWN}",
        AMENDS,
    ),
)


def create_correction_triggers(connection: Any) -> None:
    """Create the triggers of corrections anew."""
    create_triggers(connection, rules=RULES, never_truncated=(CORRECTION,))
