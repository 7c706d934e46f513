"""Choosers of stories and pictures that stay fast in front of a large archive."""
