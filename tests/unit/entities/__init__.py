"""Tests of how names are found and labels placed; no database."""
