"""Keep what versions say compressed: it is the larger half of an archive and seldom read."""

import zlib

from django.db import migrations, models

import dateline.publishing.fields

BATCH = 500
TABLE = "paper_publishing_versioncontent"


def compress(apps, schema_editor):
    """Say the same in fewer bytes, in steps: a large archive does not fit into memory."""
    with schema_editor.connection.cursor() as cursor:
        # The rule that contents never change comes back after the last migration, as all rules do.
        suffix = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS paper_content_no_update{suffix}")
    contents = apps.get_model("paper_publishing", "VersionContent").objects
    done = 0
    while rows := list(contents.filter(pk__gt=done).order_by("pk")[:BATCH]):
        for row in rows:
            row.compressed = zlib.compress(row.canonical_json.encode())
        contents.bulk_update(rows, ["compressed"], batch_size=100)
        done = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("paper_publishing", "0003_publication_dates")]

    operations = [
        migrations.AddField(
            model_name="versioncontent",
            name="compressed",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.RunPython(compress),
        migrations.RemoveField(model_name="versioncontent", name="canonical_json"),
        migrations.RenameField(model_name="versioncontent", old_name="compressed", new_name="canonical_json"),
        migrations.AlterField(
            model_name="versioncontent",
            name="canonical_json",
            field=dateline.publishing.fields.CompressedTextField(help_text="RFC 8785, compressed."),
        ),
    ]
