"""The proof that no reader ever gets a stale byte. See docs/edition.md."""
