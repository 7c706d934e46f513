"""Make the database itself refuse to change or drop published versions; find expiring pages by index.

The content of a version may be deleted only when a withholding of that version is on record. On SQLite a
later migration that remakes one of the tables loses its triggers and must run ``create_triggers`` again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERSION = "paper_publishing_publishedversion"
CONTENT = "paper_publishing_versioncontent"
WITHHOLDING = "paper_publishing_withholding"
PUBLICATION = "paper_publishing_publication"
MESSAGE = "Published versions are never changed or deleted."

# (trigger, table, verb, condition)
RULES = [
    ("paper_version_no_update", VERSION, "UPDATE", ""),
    ("paper_version_no_delete", VERSION, "DELETE", ""),
    ("paper_content_no_update", CONTENT, "UPDATE", ""),
    (
        "paper_content_no_delete",
        CONTENT,
        "DELETE",
        f"NOT EXISTS (SELECT 1 FROM {WITHHOLDING} WHERE version_id = OLD.version_id)",
    ),
    ("paper_withholding_no_update", WITHHOLDING, "UPDATE", ""),
    ("paper_withholding_no_delete", WITHHOLDING, "DELETE", ""),
    ("paper_publication_no_delete", PUBLICATION, "DELETE", ""),
]


def create_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        _create_postgresql(schema_editor)
        return
    for name, table, verb, condition in RULES:
        when = f"WHEN {condition}" if condition else ""
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def _create_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        f"""
        CREATE FUNCTION paper_publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = '{CONTENT}' AND TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM {WITHHOLDING} WHERE version_id = OLD.version_id) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    )
    for name, table, verb, _condition in RULES:
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION paper_publishing_refuse()"
        )


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, _verb, _condition in RULES:
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION paper_publishing_refuse()")


class Migration(migrations.Migration):
    dependencies = [
        ("paper_publishing", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [
        migrations.RunPython(create_triggers, drop_triggers),
        # The worker asks every second what has expired; Wagtail has no index for that question.
        migrations.RunSQL(
            "CREATE INDEX paper_page_expiring ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
            "DROP INDEX paper_page_expiring",
        ),
    ]
