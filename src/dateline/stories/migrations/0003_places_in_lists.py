"""Read lists from an index alone, keep which stories are nearest to each other, and put the body last."""

from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

LISTED = """
UPDATE paper_stories_storypage SET listed_at = published_at
WHERE page_ptr_id IN (SELECT id FROM wagtailcore_page WHERE live)
"""
TOPICS = """
UPDATE paper_stories_storypage_topics SET published_at = (
    SELECT listed_at FROM paper_stories_storypage WHERE page_ptr_id = storypage_id)
"""
BYLINES = """
UPDATE paper_stories_byline SET published_at = (
    SELECT listed_at FROM paper_stories_storypage WHERE page_ptr_id = story_id)
"""
INDEXES = {
    "paper_story_newest": [],
    "paper_story_section_newest": ["section"],
    "paper_story_series_newest": ["series"],
    "paper_story_label_newest": ["label"],
}


class PutLast(Operation):
    """Make a column the last of its table, where the database reads rows from their beginning (SQLite)."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, name: str) -> None:
        self.model_name, self.name = model_name, name

    def state_forwards(self, app_label: str, state: Any) -> None:
        fields = state.models[app_label, self.model_name].fields
        fields[self.name] = fields.pop(self.name)
        state.reload_model(app_label, self.model_name, delay=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(to_state.apps.get_model(app_label, self.model_name))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Leave it there: the order of columns means nothing."""

    def describe(self) -> str:
        return f"Put {self.name} last in {self.model_name}"


class Migration(migrations.Migration):
    dependencies = [("paper_stories", "0002_dated_rows")]

    operations = [
        *(migrations.RemoveIndex(model_name="storypage", name=name) for name in INDEXES),
        migrations.RemoveField(model_name="storypage", name="body_text"),
        migrations.AddField(
            model_name="storypage",
            name="listed_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When it was published, while it is public.",
                null=True,
                serialize=False,
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="nearest",
            field=models.JSONField(
                default=list,
                editable=False,
                help_text="Stories like it.",
                serialize=False,
            ),
        ),
        PutLast("storypage", "body"),
        migrations.AlterField(
            model_name="storytopic",
            name="published_at",
            field=models.DateTimeField(editable=False, help_text="The story's, while public.", null=True),
        ),
        migrations.AlterField(
            model_name="byline",
            name="published_at",
            field=models.DateTimeField(
                editable=False,
                help_text="The story's, while public.",
                null=True,
                serialize=False,
            ),
        ),
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in (LISTED, TOPICS, BYLINES)),
        *(
            migrations.AddIndex(
                model_name="storypage",
                index=models.Index(fields=[*fields, "-listed_at", "-page_ptr"], name=name),
            )
            for name, fields in INDEXES.items()
        ),
    ]
