"""Make the index of words itself, which no model can describe: FTS5 in SQLite, a GIN index in PostgreSQL."""

from django.db import migrations

TABLE = "paper_search_words"
# Contentless: the words stand packed beside it, not a second time in it. Lexemes have no ASCII signs in them,
# so the plainest tokenizer cuts them apart at the spaces.
SQLITE = (f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, content='', columnsize=0, tokenize='ascii')",)
POSTGRESQL = (
    f"CREATE TABLE {TABLE} (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    # What is not merged yet is looked through by every question: it must stay small.
    f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin (words) WITH (gin_pending_list_limit = 256)",
)


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("paper_search", "0001_index")]

    operations = [migrations.RunPython(make, drop)]
