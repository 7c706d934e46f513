"""Let the archive count what was published in a span of time from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("paper_publishing", "0002_expiring_pages")]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["content_type", "status", "published_at"], name="paper_publication_dates"
            ),
        ),
    ]
