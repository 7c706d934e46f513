"""What several formats need: files and zips, character sets, markup, JSON, moments. Knows no format."""
