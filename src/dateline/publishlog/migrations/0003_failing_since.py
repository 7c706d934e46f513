"""Remember since when a follower fails."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("paper_publishlog", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="followerposition",
            name="failing_since",
            field=models.DateTimeField(
                blank=True, help_text="When the first of them was; empty while all is well.", null=True
            ),
        ),
    ]
