"""Template tags of the reader's theme."""
