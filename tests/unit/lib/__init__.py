"""Tests of the pure-Python helpers."""
