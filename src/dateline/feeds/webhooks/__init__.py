"""Webhooks: partners are told of publications and removals, signed, again and again until they have heard."""
