"""Find expiring pages by index: the worker asks every second. The triggers are made after every migration."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("paper_publishing", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX paper_page_expiring ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
            "DROP INDEX paper_page_expiring",
        ),
    ]
