"""Entities with their names, legal labels and ownership notes."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("organization", "Organization"), ("place", "Place")],
                        default="organization",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Short name for machines; made from the first preferred name when left empty.",
                        max_length=120,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only: who or what this is. Readers never see it.",
                        verbose_name="description",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who owns or runs it, when that is an entity too.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned",
                        to="paper_entities.entity",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity",
                "verbose_name_plural": "entities",
                "ordering": ["slug"],
            },
            bases=(models.Model, modelsearch.index.Indexed),
        ),
        migrations.CreateModel(
            name="EntityName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Use a language code such as en or ru."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="In the form a dictionary would give; other grammatical cases and “’s” are found by themselves.",
                        max_length=200,
                        verbose_name="spelling",
                    ),
                ),
                (
                    "is_preferred",
                    models.BooleanField(
                        default=False,
                        help_text="The spelling the paper uses; one for each language.",
                        verbose_name="preferred",
                    ),
                ),
                (
                    "letter_case",
                    models.CharField(
                        choices=[
                            ("auto", "Automatic"),
                            ("any", "Capitals do not matter"),
                            ("exact", "Exactly as written"),
                        ],
                        default="auto",
                        help_text="Automatic: abbreviations as written, single words with a capital, longer names in any case.",
                        max_length=10,
                        verbose_name="capitals",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=600)),
                (
                    "entity",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="paper_entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "spelling",
                "verbose_name_plural": "spellings",
                "ordering": ["language", "-is_preferred", "text"],
            },
        ),
        migrations.CreateModel(
            name="LegalLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        help_text="Short code, such as RU.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9-]{1,11}$", "Use a short code in capitals, such as RU or EU."
                            )
                        ],
                        verbose_name="jurisdiction",
                    ),
                ),
                (
                    "jurisdiction_name",
                    models.CharField(blank=True, max_length=80, verbose_name="name of the jurisdiction"),
                ),
                (
                    "language",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Use a language code such as en or ru."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        help_text="The words printed in brackets, such as: a terrorist group banned in Russia.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
                ("register_name", models.CharField(blank=True, max_length=200, verbose_name="register")),
                ("register_url", models.URLField(blank=True, verbose_name="address of the register")),
                (
                    "from_date",
                    models.DateField(
                        help_text="Stories published before this day never carry the note.",
                        verbose_name="in force from",
                    ),
                ),
                (
                    "until_date",
                    models.DateField(
                        blank=True,
                        help_text="First day on which it no longer holds.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Untick to keep the label on record without printing it.",
                        verbose_name="used",
                    ),
                ),
                (
                    "entity",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="labels",
                        to="paper_entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal label",
                "verbose_name_plural": "legal labels",
                "ordering": ["jurisdiction", "from_date", "language"],
            },
        ),
        migrations.CreateModel(
            name="OwnershipNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Use a language code such as en or ru."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Shown beside picture credits, such as: news agency owned by the port authority.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
                (
                    "entity",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ownership_notes",
                        to="paper_entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "ownership note",
                "verbose_name_plural": "ownership notes",
                "ordering": ["language"],
            },
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="paper_entities_slug_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owner__isnull", True),
                    models.Q(("owner", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="paper_entities_owner_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityname",
            constraint=models.UniqueConstraint(
                fields=("language", "key"), name="paper_entities_spelling_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="entityname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_preferred", True)),
                fields=("entity", "language"),
                name="paper_entities_one_preferred",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityname",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="paper_entities_spelling_keyed"
            ),
        ),
        migrations.AddConstraint(
            model_name="legallabel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_date__isnull", True), ("until_date__gt", models.F("from_date")), _connector="OR"
                ),
                name="paper_entities_label_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="legallabel",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="paper_entities_label_worded"
            ),
        ),
        migrations.AddConstraint(
            model_name="legallabel",
            constraint=models.UniqueConstraint(
                fields=("entity", "jurisdiction", "language", "from_date", "note"),
                name="paper_entities_label_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipnote",
            constraint=models.UniqueConstraint(
                fields=("entity", "language"), name="paper_entities_one_ownership_note"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="paper_entities_ownership_worded"
            ),
        ),
    ]
