"""Mistakes: what readers report, what the paper corrected, and what it says about it."""
