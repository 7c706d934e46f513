"""Requests to addresses that others name: to public machines alone, without following anywhere, within a time."""
