"""The same tests again on PostgreSQL, in a session of their own with a server of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edition_site.postgres import Postgres

HERE = Path(__file__).parent


@pytest.mark.skipif("EDITION_SITE_PG" in os.environ, reason="this is that session")
def test_mechanism_on_postgresql(tmp_path: Path) -> None:
    server = Postgres()
    try:
        environment = os.environ | {
            "EDITION_SITE_PG": json.dumps(server.settings()),
            "DATELINE_DATA": str(tmp_path),
            "PYTEST_ADDOPTS": "-p no:cacheprovider",
        }
        for name in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"):
            environment.pop(name, None)
        folders = [str(HERE), str(HERE.parent / "publishlog")]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "--ds=tests.edition_site.settings", *folders],
            env=environment,
            cwd=HERE.parents[2],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    finally:
        server.remove()
