"""The publish log: numbered entries with the keys they touch, visible in commit order.

Owns the entries and the places of those who follow them. Knows nothing of what a key means.
"""
