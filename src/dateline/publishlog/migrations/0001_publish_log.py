"""The log, the places of its followers, the effects they claimed and the record of prunings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FollowerEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("follower", models.CharField(max_length=80)),
                (
                    "key",
                    models.CharField(
                        help_text="Names the effect; the same effect always has the same key.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("done", "Done"),
                            ("unknown", "Unknown: it may or may not have happened"),
                        ],
                        default="started",
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why the state is unknown.")),
            ],
            options={
                "verbose_name": "follower effect",
                "constraints": [
                    models.UniqueConstraint(fields=("follower", "key"), name="paper_publishlog_effect_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["started", "done", "unknown"])),
                        name="paper_publishlog_effect_state_valid",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowerPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "position",
                    models.BigIntegerField(default=0, help_text="Number of the last entry that was handled."),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, help_text="Failed attempts since the last success."
                    ),
                ),
                ("last_error", models.TextField(blank=True)),
                ("retry_at", models.DateTimeField(blank=True, null=True)),
                ("moved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "leased_by",
                    models.CharField(
                        blank=True, help_text="Which process is handling entries now.", max_length=80
                    ),
                ),
                (
                    "leased_until",
                    models.DateTimeField(
                        blank=True, help_text="When another process may take over.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "follower position",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)), name="paper_publishlog_position_valid"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.CharField(
                        help_text="Past tense with a dot, such as story.published.", max_length=80
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        help_text="What it happened to, such as story/123. Not a foreign key.",
                        max_length=120,
                    ),
                ),
                ("keys", models.JSONField(help_text="Sorted list of edition keys that this entry touches.")),
                (
                    "data",
                    models.JSONField(blank=True, default=dict, help_text="Small facts that followers need."),
                ),
                (
                    "user_id",
                    models.BigIntegerField(blank=True, help_text="Who did it. Not a foreign key.", null=True),
                ),
                ("at", models.DateTimeField(help_text="When the action says it happened.")),
            ],
            options={
                "verbose_name": "log entry",
                "verbose_name_plural": "log entries",
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("event", ""), _negated=True), name="paper_publishlog_event_named"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogPruning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("below", models.BigIntegerField(help_text="Entries with a smaller number may be deleted.")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "log pruning",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("below__gte", 0)), name="paper_publishlog_below_valid"
                    )
                ],
            },
        ),
    ]
