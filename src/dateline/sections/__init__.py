"""Sections, topics and series: where a story belongs."""
