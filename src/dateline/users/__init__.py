"""Accounts of staff and the roles that they hold."""
