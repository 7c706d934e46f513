"""Draws the demo paper's illustrations with Pillow: the same bytes on every run with one Pillow version."""
