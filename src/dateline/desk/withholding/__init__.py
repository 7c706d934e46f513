"""Screens on which words of published versions are found and withheld."""
