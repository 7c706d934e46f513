"""The desk through its screens."""
