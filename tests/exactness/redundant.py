"""Announcements whose absence nobody would notice, with the reason why they are made all the same.

``make bench-exact`` holds this list true both ways: what is here must go unnoticed, and nothing else may.
"""

REDUNDANT: dict[str, str] = {}
UNREACHED: dict[str, str] = {}
