"""Dateline, a newspaper in a box.

The map, bottom row first; a package imports only from rows below its own:

1.  ``lib``: small pure-Python modules by subject.
2.  ``publishlog``: numbered entries with their keys; followers and their positions.
3.  ``edition``: rendered pages; ``users``: accounts, roles.
4.  ``publishing``: kinds of publication, immutable published versions.
5.  ``media``: pictures.
6.  ``people``, ``sections``, ``entities``, ``paper``: bylines; sections, topics, series; names; settings.
7.  ``stories``: the story page, its blocks and company pages; ``copydesk``: checks of texts.
8.  ``corrections``: reports and corrections; ``record``: public history; ``transparency``: the log.
9.  ``fronts``: home and section fronts, the ticker.
10. ``archive``, ``search``, ``mirror``: archive importers; reader search; the paper as static files;
    ``feeds``: RSS, Atom, JSON Feed, sitemaps and what else programs read;
    ``placards``: pictures for shared links; ``social``: channels at networks and messengers;
    ``alerts``: alerts on readers' devices.
11. ``desk``, ``reader``: what staff see across domains; the reader's paper.
12. ``demo``: a small believable newspaper built through the public actions.
13. ``config``: composition root and the ``dateline`` command.
"""

__version__ = "0.1.0.dev0"
