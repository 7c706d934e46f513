"""Requests to servers elsewhere, for followers: public addresses only, within a time that ends; secrets."""
