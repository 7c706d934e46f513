"""Hold the read API to judges that are not ours: ``make validate``.

Starts the demo paper, reads every story by the API and checks each against the IPTC's schema of ninjs 3.1.
Then Schemathesis (PyPI, in an environment of its own) attacks the paper with what its OpenAPI description
allows and forbids. Fails on an item that is not ninjs, and on anything that Schemathesis finds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.support.paper_process import PaperProcess
from tools.desk_tour import demo_paper

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "tests" / "fixtures" / "ninjs" / "ninjs-schema_3.1.json"
SCHEMATHESIS = "schemathesis==4.32.5"
# Of places we tell no coordinates; the schema takes theirs from elsewhere.
NO_MAP = Registry().with_resource(
    "https://geojson.org/schema/GeoJSON.json", DRAFT202012.create_resource({"type": "object"})
)


def main() -> int:
    """Run both and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=50, help="requests for each operation and way")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    with demo_paper() as paper:
        paper.start()
        faults = list(faults_of_items(paper))
        for fault in faults[:20]:
            print(fault)
        print(f"ninjs: {len(faults)} faults")
        failed = attack(paper, examples=chosen.examples, seed=chosen.seed)
    return 1 if faults or failed else 0


def faults_of_items(paper: PaperProcess) -> Iterator[str]:
    """Yield what is wrong with any story, in both kinds of list."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    judge = Draft202012Validator(schema, registry=NO_MAP, format_checker=Draft202012Validator.FORMAT_CHECKER)
    count = 0
    for item in stories(paper):
        count += 1
        for error in judge.iter_errors(item):
            yield f"{item.get('uri')}: {list(error.path)}: {error.message[:200]}"
    print(f"ninjs: {count} items read")
    if not count:
        yield "There are no stories to read."


def stories(paper: PaperProcess) -> Iterator[Any]:
    """Yield every story that the paper tells of, as it is listed and as it stands alone."""
    following: str | None = "/api/v1/stories?since=0&limit=20"
    first = None
    while following:
        answer = json.loads(_body(paper, following))
        yield from answer["items"]
        first = first or answer["items"][0]
        following = answer["next"] and "/" + answer["next"].split("/", 3)[3]
    if first:
        yield json.loads(_body(paper, f"/api/v1/stories/{first['uri'].removeprefix('urn:uuid:')}"))


def _body(paper: PaperProcess, target: str) -> bytes:
    """Return an answer; one that comes too fast after others is asked for again, as its words say."""
    while True:
        status, body, headers = paper.get(target, timeout=60)
        if status != 429:
            return body
        time.sleep(int(headers["retry-after"]))


def attack(paper: PaperProcess, *, examples: int, seed: int) -> bool:
    """Let Schemathesis do its worst; return whether it found anything."""
    base = f"http://localhost:{paper.port}"
    command = [
        *(str(schemathesis()), "run", f"{base}/api/v1/openapi.json", "--url", base, "--no-color"),
        *("--seed", str(seed), "--max-examples", str(examples)),
    ]
    # Where it may write: it keeps what it found beside whoever runs it.
    return subprocess.run(command, check=False, timeout=1800, cwd=paper.folder).returncode != 0


def schemathesis() -> Path:
    """Return the program, installed once on this machine in an environment of its own."""
    folder = Path(tempfile.gettempdir()) / f"dateline-{SCHEMATHESIS.replace('==', '-')}"
    program = folder / "bin" / "schemathesis"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", SCHEMATHESIS]
        subprocess.run(pip, check=True, timeout=600)
    return program


if __name__ == "__main__":
    sys.exit(main())
