"""Ghost exports: posts, pages, authors, tags and redirects."""
