"""Tests of entities with the database and the desk."""
