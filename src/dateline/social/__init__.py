"""Channels of the paper at social networks and messengers: what stands there follows what is public here.

Owns the accounts, their templates, what became of each story in each of them, and the services' protocols.
"""
