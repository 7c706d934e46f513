"""Channels on the desk: accounts at social networks and messengers, and what each story says there."""
