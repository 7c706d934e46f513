"""How long a search takes, with 1,000, 100,000 and 1,000,000 stories, on SQLite and on PostgreSQL."""
