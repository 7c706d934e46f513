"""The unit in the guide is one that systemd understands."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.contracts.files import read

PROGRAM = "/srv/dateline/.venv/bin/dateline"


def unit_of_the_guide() -> str:
    (found,) = re.findall(r"```ini\n(.*?)```", read("docs/guides/systemd.md"), re.DOTALL)
    return dedent(found)


def test_unit_lets_the_worker_finish_and_does_not_repeat_wrong_settings() -> None:
    unit = unit_of_the_guide()

    assert "KillMode=mixed\n" in unit
    assert "RestartPreventExitStatus=2\n" in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_unit_is_understood_by_systemd(tmp_path: Path) -> None:
    unit = tmp_path / "dateline.service"
    unit.write_text(unit_of_the_guide().replace(PROGRAM, "/bin/true"))

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )

    # Other units of this machine may have faults of their own.
    about_ours = [line for line in checked.stderr.splitlines() if "dateline.service" in line]
    assert about_ours == []
