"""Rules that the database itself keeps, on SQLite and PostgreSQL, whoever writes to it and how.

Versions, their contents, withholdings, publications and addresses are never deleted, the first three never
changed; a content goes only when a withholding of its version is on record. Then what was said of the change
may go too, as it may when the withholding of that alone is on record. A page of the paper is live exactly
while its publication is public.

Made after every migration and not by one: SQLite drops a table's triggers whenever a migration, ours or
Wagtail's, remakes the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

VERSION = "paper_publishing_publishedversion"
CONTENT = "paper_publishing_versioncontent"
WORDS = "paper_publishing_versionwords"
WITHHOLDING = "paper_publishing_withholding"
SENTENCE = "paper_publishing_sentencewithholding"
PUBLICATION = "paper_publishing_publication"
ADDRESS = "paper_publishing_publicaddress"
PAGE = "wagtailcore_page"

# Stands for words that were withheld, where there must be some.
GONE = "…"
KEPT = "Published versions are never changed or deleted."
RECORDED = "A page becomes and ceases to be public only through dateline.publishing.actions."

_IS_PUBLIC = f"EXISTS (SELECT 1 FROM {PUBLICATION} WHERE page_id = {{row}}.id AND status = 'public')"  # noqa: S608 - constants
# The tree's root is a plain Wagtail page: nothing that readers can see.
_IS_OURS = (
    "{row}.content_type_id NOT IN"
    " (SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page')"
)


def words_withheld(row: str) -> str:
    """Return the condition that what was said with this version may go: it or those words are withheld."""
    return (
        f"(EXISTS (SELECT 1 FROM {WITHHOLDING} WHERE version_id = {row})"  # noqa: S608 - constants
        f" OR EXISTS (SELECT 1 FROM {SENTENCE} WHERE version_id = {row}))"
    )


_SAME_BUT_SUMMARY = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in (
        "id",
        "publication_id",
        "number",
        "kind",
        "user_name",
        "at",
        "address",
        "language",
        "picture_digests",
        "commitment",
    )
)

# (trigger, table, verb, condition, message)
RULES = (
    (
        "paper_version_no_update",
        VERSION,
        "UPDATE",
        f"NOT (NEW.summary = '' AND {words_withheld('OLD.id')} AND {_SAME_BUT_SUMMARY}"
        " AND COALESCE(NEW.user_id, -1) = COALESCE(OLD.user_id, -1))",
        KEPT,
    ),
    ("paper_version_no_delete", VERSION, "DELETE", "", KEPT),
    (
        "paper_words_no_update",
        WORDS,
        "UPDATE",
        "NOT (NEW.canonical_json = '' AND NEW.nonce = '' AND NEW.commitment = OLD.commitment"
        f" AND NEW.version_id = OLD.version_id AND {words_withheld('OLD.version_id')})",
        KEPT,
    ),
    ("paper_words_no_delete", WORDS, "DELETE", "", KEPT),
    ("paper_content_no_update", CONTENT, "UPDATE", "", KEPT),
    (
        "paper_content_no_delete",
        CONTENT,
        "DELETE",
        f"NOT EXISTS (SELECT 1 FROM {WITHHOLDING} WHERE version_id = OLD.version_id)",  # noqa: S608 - constants
        KEPT,
    ),
    ("paper_withholding_no_update", WITHHOLDING, "UPDATE", "", KEPT),
    ("paper_withholding_no_delete", WITHHOLDING, "DELETE", "", KEPT),
    ("paper_sentence_no_update", SENTENCE, "UPDATE", "", KEPT),
    ("paper_sentence_no_delete", SENTENCE, "DELETE", "", KEPT),
    ("paper_publication_no_delete", PUBLICATION, "DELETE", "", KEPT),
    ("paper_address_no_delete", ADDRESS, "DELETE", "", KEPT),
    ("paper_page_no_live_insert", PAGE, "INSERT", f"NEW.live AND {_IS_OURS.format(row='NEW')}", RECORDED),
    (
        "paper_page_goes_live_recorded",
        PAGE,
        "UPDATE",
        f"NEW.live AND NOT OLD.live AND {_IS_OURS.format(row='NEW')} AND NOT {_IS_PUBLIC.format(row='NEW')}",
        RECORDED,
    ),
    (
        "paper_page_goes_dark_recorded",
        PAGE,
        "UPDATE",
        f"OLD.live AND NOT NEW.live AND {_IS_PUBLIC.format(row='OLD')}",
        RECORDED,
    ),
    ("paper_page_no_live_delete", PAGE, "DELETE", f"OLD.live AND {_IS_PUBLIC.format(row='OLD')}", RECORDED),
)
# TRUNCATE goes round row triggers; SQLite has no such verb.
NEVER_TRUNCATED = (VERSION, CONTENT, WORDS, WITHHOLDING, SENTENCE, PUBLICATION, ADDRESS)

Rule: TypeAlias = tuple[str, str, str, str, str]


def create_triggers(
    connection: Any, *, rules: Sequence[Rule] = RULES, never_truncated: Sequence[str] = NEVER_TRUNCATED
) -> None:
    """Create every trigger anew. Packages above bring rules of their own for their own tables."""
    drop_triggers(connection, rules=rules, never_truncated=never_truncated)
    with connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        for statement in _postgresql(rules, never_truncated) if is_postgresql else _sqlite(rules):
            cursor.execute(statement)


def drop_triggers(
    connection: Any, *, rules: Sequence[Rule] = RULES, never_truncated: Sequence[str] = NEVER_TRUNCATED
) -> None:
    """Drop every trigger that exists. For migrations of the tables, and for tests that empty them."""
    with connection.cursor() as cursor:
        for name, table, *_ in rules:
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")
        if connection.vendor == "postgresql":
            for table in never_truncated:
                cursor.execute(f"DROP TRIGGER IF EXISTS paper_no_truncate ON {table}")


def _sqlite(rules: Sequence[Rule]) -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {'WHEN ' + condition if condition else ''}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for name, table, verb, condition, message in rules
    ]


def _postgresql(rules: Sequence[Rule], never_truncated: Sequence[str]) -> list[str]:
    """PostgreSQL allows no subquery in WHEN, so each rule gets a function of its own."""
    statements = []
    for name, table, verb, condition, message in rules:
        row = "OLD" if verb == "DELETE" else "NEW"
        statements += [
            f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {condition or "true"} THEN
                    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN {row};
            END $$
            """,
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    statements += [
        f"""
        CREATE OR REPLACE FUNCTION paper_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    ]
    statements += [
        f"CREATE TRIGGER paper_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION paper_no_truncate()"
        for table in never_truncated
    ]
    return statements
