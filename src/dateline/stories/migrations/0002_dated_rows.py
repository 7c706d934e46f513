"""Give topics' and contributors' rows the story's date, with an index in the order of their lists."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

DATE_TOPICS = """
UPDATE paper_stories_storypage_topics SET published_at = (
    SELECT published_at FROM paper_stories_storypage WHERE page_ptr_id = storypage_id)
"""
DATE_BYLINES = """
UPDATE paper_stories_byline SET published_at = (
    SELECT published_at FROM paper_stories_storypage WHERE page_ptr_id = story_id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("paper_people", "0001_initial"),
        ("paper_sections", "0001_initial"),
        ("paper_stories", "0001_initial"),
    ]

    operations = [
        # The table is there already, as Django makes it for a relation without a model of its own.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="StoryTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "story",
                            models.ForeignKey(
                                db_column="storypage_id",
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="story_topics",
                                to="paper_stories.storypage",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="story_topics",
                                to="paper_sections.topic",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "paper_stories_storypage_topics",
                        "unique_together": {("story", "topic")},
                    },
                ),
                migrations.AlterField(
                    model_name="storypage",
                    name="topics",
                    field=modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="stories",
                        through="paper_stories.StoryTopic",
                        to="paper_sections.topic",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="storytopic",
            name="published_at",
            field=models.DateTimeField(editable=False, help_text="The story's.", null=True),
        ),
        migrations.AddField(
            model_name="byline",
            name="published_at",
            field=models.DateTimeField(
                editable=False,
                help_text="The story's, so that a contributor's newest are found without a sort.",
                null=True,
                serialize=False,
            ),
        ),
        migrations.RunSQL(DATE_TOPICS, migrations.RunSQL.noop),
        migrations.RunSQL(DATE_BYLINES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="storytopic",
            index=models.Index(fields=["topic", "-published_at", "-story"], name="paper_story_topic_newest"),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["contributor", "-published_at", "-story"], name="paper_byline_newest"),
        ),
    ]
