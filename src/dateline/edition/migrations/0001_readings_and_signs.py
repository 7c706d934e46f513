"""How often pages were read, and signs of life of parts that run elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReadingCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("span", models.CharField(choices=[("hour", "Hour"), ("day", "Day")], max_length=4)),
                (
                    "starts_at",
                    models.DateTimeField(help_text="Beginning of the hour or day, in the paper's zone."),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Path of the page, without a query; empty for all others.",
                        max_length=400,
                    ),
                ),
                ("count", models.PositiveBigIntegerField()),
            ],
            options={
                "verbose_name": "count of readings",
                "verbose_name_plural": "counts of readings",
                "indexes": [models.Index(fields=["address", "starts_at"], name="paper_readings_of_page")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("starts_at", "span", "address"), name="paper_readings_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="paper_readings_counted"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("span__in", ["hour", "day"])), name="paper_readings_span_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address__contains", "?"), _negated=True),
                            models.Q(("address", ""), ("address__startswith", "/"), _connector="OR"),
                        ),
                        name="paper_readings_address_is_path",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="Such as worker, mail or backup.", max_length=40, unique=True),
                ),
                ("well_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "problem",
                    models.CharField(
                        blank=True, help_text="Why it failed; nobody is named in it.", max_length=300
                    ),
                ),
                (
                    "amount",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="What was measured, if anything.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "sign of life",
                "verbose_name_plural": "signs of life",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="paper_sign_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("well_at__isnull", False), ("failed_at__isnull", False), _connector="OR"
                        ),
                        name="paper_sign_of_something",
                    ),
                ],
            },
        ),
    ]
