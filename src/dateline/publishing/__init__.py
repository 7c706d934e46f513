"""Publishing: kinds of publication, immutable published versions, the four times.

Everything that becomes public goes through this package's actions, Wagtail's own buttons included.
"""
