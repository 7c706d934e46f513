"""Make the database itself refuse to change or drop leaves and checkpoints.

On SQLite a later migration that remakes one of the tables loses its triggers and must run ``create_triggers`` again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("paper_transparency_logleaf", "paper_transparency_logcheckpoint")
REFUSAL = "The verifiable log is append-only."


def create_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""
            CREATE FUNCTION paper_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """
        )
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION paper_log_refuse()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION paper_log_refuse()"
            )
            continue
        for verb in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for suffix in ("kept", "whole") if is_postgresql else ("no_update", "no_delete"):
            schema_editor.execute(
                f"DROP TRIGGER {table}_{suffix}" + (f" ON {table}" if is_postgresql else "")
            )
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION paper_log_refuse()")


class Migration(migrations.Migration):
    dependencies = [("paper_transparency", "0001_log")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
