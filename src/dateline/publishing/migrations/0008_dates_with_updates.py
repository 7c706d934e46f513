"""Let sitemaps learn from an index alone when anything of a month was last updated."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("paper_publishing", "0007_words_on_changes")]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="paper_publication_dates"),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["content_type", "status", "published_at", "updated_at"],
                name="paper_publication_dates",
            ),
        ),
    ]
