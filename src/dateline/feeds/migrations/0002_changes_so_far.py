from django.db import migrations

# The order of what was published before there was one: by the time of the latest change. One statement,
# because rows need not be looked at in Python; again it adds nothing.
NOTE = """
INSERT INTO paper_feeds_storychange (publication_id, number, kind, at)
SELECT p.uuid, 0, COALESCE(v.kind, 'new'), p.changed_at
FROM paper_publishing_publication p
LEFT JOIN paper_publishing_publishedversion v ON v.publication_id = p.uuid AND v.number = p.latest_number
WHERE p.content_type = 'story'
  AND NOT EXISTS (SELECT 1 FROM paper_feeds_storychange c WHERE c.publication_id = p.uuid)
ORDER BY p.changed_at, p.uuid
"""


class Migration(migrations.Migration):
    dependencies = [
        ("paper_feeds", "0001_changes_and_partners"),
        ("paper_publishing", "0001_initial"),
    ]

    operations = [migrations.RunSQL(NOTE, migrations.RunSQL.noop)]
