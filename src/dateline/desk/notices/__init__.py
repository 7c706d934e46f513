"""Corrections on the desk: what is on record, and amending it."""
