"""The edition: rendered pages, the keys they depend on, their store and how they are served.

Knows requests, keys, bytes and the publish log; knows no story.
"""
