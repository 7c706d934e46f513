"""Judges of what readers and programs get, none of which we wrote; ``make validate`` asks each of them.

``python -m tools.judges.html`` asks one of them; with ``--base http://127.0.0.1:8000`` about a paper that
runs already on this machine, otherwise about the demo paper, which is started for it.
"""
