"""Make the database itself refuse to change or drop log entries, and wake followers on PostgreSQL.

A delete is let through only below a number that a LogPruning row records. On SQLite a later migration
that remakes the log's table loses its triggers and must run ``create_triggers`` again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """
    CREATE TRIGGER paper_publishlog_no_update BEFORE UPDATE ON paper_publishlog_logentry
    BEGIN SELECT RAISE(ABORT, 'The publish log is append-only: entries are never changed.'); END
    """,
    """
    CREATE TRIGGER paper_publishlog_no_delete BEFORE DELETE ON paper_publishlog_logentry
    WHEN OLD.number >= (SELECT COALESCE(MAX(below), 0) FROM paper_publishlog_logpruning)
    BEGIN SELECT RAISE(ABORT, 'The publish log is append-only: prune_log has not released this entry.'); END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER paper_publishlog_no_update",
    "DROP TRIGGER paper_publishlog_no_delete",
]
POSTGRESQL = [
    """
    CREATE FUNCTION paper_publishlog_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE released bigint;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'The publish log is append-only: entries are never changed.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        SELECT COALESCE(MAX(below), 0) INTO released FROM paper_publishlog_logpruning;
        IF TG_OP = 'TRUNCATE' THEN
            IF EXISTS (SELECT 1 FROM paper_publishlog_logentry WHERE number >= released) THEN
                RAISE EXCEPTION 'The publish log is append-only: prune_log has not released every entry.'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END IF;
        IF OLD.number >= released THEN
            RAISE EXCEPTION 'The publish log is append-only: prune_log has not released this entry.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER paper_publishlog_no_change BEFORE UPDATE OR DELETE ON paper_publishlog_logentry
    FOR EACH ROW EXECUTE FUNCTION paper_publishlog_refuse()
    """,
    """
    CREATE TRIGGER paper_publishlog_no_truncate BEFORE TRUNCATE ON paper_publishlog_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION paper_publishlog_refuse()
    """,
    """
    CREATE FUNCTION paper_publishlog_wake() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('paper_publishlog', NEW.number::text);
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER paper_publishlog_wake AFTER INSERT ON paper_publishlog_logentry
    FOR EACH ROW EXECUTE FUNCTION paper_publishlog_wake()
    """,
]
POSTGRESQL_REVERSE = [
    "DROP TRIGGER paper_publishlog_wake ON paper_publishlog_logentry",
    "DROP FUNCTION paper_publishlog_wake()",
    "DROP TRIGGER paper_publishlog_no_truncate ON paper_publishlog_logentry",
    "DROP TRIGGER paper_publishlog_no_change ON paper_publishlog_logentry",
    "DROP FUNCTION paper_publishlog_refuse()",
]


def create_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (
        POSTGRESQL_REVERSE if schema_editor.connection.vendor == "postgresql" else SQLITE_REVERSE
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("paper_publishlog", "0001_publish_log")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
