"""The scripts' own tests, run by Node where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dateline.reader import assets

TESTS = Path(__file__).parent / "js"


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_scripts_pass_their_own_tests() -> None:
    result = subprocess.run(
        ["node", "--test", *map(str, TESTS.glob("*.mjs"))], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_joined_script_is_a_module() -> None:
    source = assets.script()

    result = subprocess.run(
        ["node", "--check", "--input-type=module", "-"],
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
