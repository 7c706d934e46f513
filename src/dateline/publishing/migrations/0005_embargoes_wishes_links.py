"""Embargoes, wishes that go with a publication, and links to drafts: three tables of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("paper_publishing", "0004_compressed_contents"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Embargo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="not before")),
                (
                    "words",
                    models.CharField(
                        help_text="What was agreed, and with whom, in the source’s words.",
                        max_length=300,
                        verbose_name="condition",
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("set_by_name", models.CharField(blank=True, max_length=200)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "embargo",
                "permissions": [("lift_embargo", "Can lift an embargo before its time")],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at", None)), fields=["until"], name="paper_embargo_until"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="paper_embargo_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_reason", "")),
                            models.Q(
                                ("lifted_at__isnull", False), models.Q(("lifted_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="paper_embargo_lifting_paired",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("data", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "name"), name="paper_wish_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="paper_wish_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the token, which is shown once and never kept.",
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("note", models.CharField(max_length=120, verbose_name="for whom")),
                ("user_name", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened",
                    models.PositiveIntegerField(
                        default=0, help_text="How often; by whom and whence is not kept."
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: always the newest. When the revision goes, the link ends.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["page", "-created_at"], name="paper_share_page")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="paper_share_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="paper_share_says_for_whom"
                    ),
                ],
            },
        ),
    ]
