"""Tables: CSV, JSON Lines and arrays of JSON objects, read by a mapping from fields to columns."""
