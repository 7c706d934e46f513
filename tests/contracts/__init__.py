"""Promises about the whole repository that no single module can keep."""
