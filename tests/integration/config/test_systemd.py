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


def units_of_the_guide() -> list[str]:
    """Return the unit of the paper and that of the signer."""
    found = re.findall(r"```ini\n(.*?)```", read("docs/guides/systemd.md"), re.DOTALL)
    assert len(found) == 2
    return [dedent(unit) for unit in found]


def test_unit_lets_the_worker_finish_and_does_not_repeat_wrong_settings() -> None:
    unit, _ = units_of_the_guide()

    assert "KillMode=mixed\n" in unit
    assert "RestartPreventExitStatus=2\n" in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("number", [0, 1])
def test_unit_is_understood_by_systemd(tmp_path: Path, number: int) -> None:
    unit = tmp_path / "dateline.service"
    unit.write_text(units_of_the_guide()[number].replace(PROGRAM, "/bin/true"))

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )

    # Other units of this machine may have faults of their own.
    about_ours = [line for line in checked.stderr.splitlines() if "dateline.service" in line]
    assert about_ours == []
