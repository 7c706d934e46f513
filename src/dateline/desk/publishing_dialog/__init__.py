"""The publishing dialog: what changed, as what it goes out, when, and where on the front."""
