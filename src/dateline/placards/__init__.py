"""Pictures that networks show with a link: headline, section, nameplate. Made when nobody waits.

Owns how they are drawn, which are there, and who makes them; what a page says of itself is for ``reader``.
"""
