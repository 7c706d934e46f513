"""Logging in, second factors, sessions and the log of accounts, as the desk shows them.

What they are is in ``dateline.users``; passkeys and codes themselves are allauth's, under addresses of ours.
"""
