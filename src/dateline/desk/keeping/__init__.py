"""No lost work: saves are checked against what others saved, both texts merged, a copy kept in the browser.

See ``docs/no-lost-work.md``. The edit screen, autosave, presence and locks are Wagtail's.
"""
