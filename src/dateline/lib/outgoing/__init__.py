"""Requests to addresses that others name: to public machines alone, nowhere further, within a time."""
