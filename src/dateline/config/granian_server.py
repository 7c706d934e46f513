"""The web server: ``python -m dateline.config.granian_server`` loads the application before its workers.

Granian forks its workers. Loaded beforehand, Django is in memory once for all, and a worker that is killed
has a successor at once instead of after the seconds that it takes to load.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from importlib import import_module

from django.db import connections
from granian.cli import entrypoint

from dateline.config.processes import SERVER_TARGET


def main() -> None:
    """Load the application and serve."""
    import_module(SERVER_TARGET.partition(":")[0])
    # What is open must not be shared by processes, and what is never changed can be.
    connections.close_all()
    gc.collect()
    gc.freeze()
    code: object = 0
    try:
        entrypoint()  # type: ignore[no-untyped-call]  # Granian has no types here
    except SystemExit as ended:
        code = ended.code
    # To take Django to pieces would take a while, in which readers still come to a socket that nobody serves.
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main()
