"""HTML pages of any site, as files, folders or web archives (WARC): metadata, learned templates, text."""
