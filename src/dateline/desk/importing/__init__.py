"""Imports on the desk: choose an archive, look at ten stories, map, run, watch, undo."""
