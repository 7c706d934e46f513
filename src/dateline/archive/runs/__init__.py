"""Imports as a whole: begun, carried out, gone on with after a kill, watched and undone."""
