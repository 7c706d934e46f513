"""The log's tables and the triggers that keep it append-only."""
