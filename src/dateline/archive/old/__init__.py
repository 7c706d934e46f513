"""Addresses of the old site: where they lead, and the proof that none is lost."""
