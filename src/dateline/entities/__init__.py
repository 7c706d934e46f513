"""Names the paper writes about: spellings per language, ownership, dated legal labels."""
