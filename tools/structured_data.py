"""Hold what pages say of themselves against schema.org's whole vocabulary: ``make validate``.

Starts the demo paper, takes pages of every kind, and has the TypeScript compiler judge each JSON-LD block by
the types of schema-dts (npm), which are made of schema.org's own files. Also asks for what ogp.me wants of
every page that can be shared. Prints each fault with its page; fails when there is one, or no story.
``--base http://127.0.0.1:8000`` asks a paper that runs already, on this machine.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from tools.desk_tour import demo_paper
from tools.registries import npm_folder

OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
FAULT = re.compile(r"^b(\d+)\.ts\(.*?error (TS\d+: .*)$", re.MULTILINE)
# Of ogp.me's four two are the same everywhere; a picture is asked for, too, because the paper makes one.
SHARED = ("og:title", "og:type", "og:url", "og:image", "og:site_name", "twitter:card")
FIXED = ("/", "/archive/", "/corrections/", "/feeds/", "/search/?q=harbor")
OF_A_KIND = 12
DRAWING_SECONDS = 60


def main() -> int:
    """Look at the pages and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", help="address of a paper that runs already, on this machine")
    chosen = parser.parse_args()
    compiler = npm_folder("structured-data")
    with nullcontext() if chosen.base else demo_paper() as paper:
        base = chosen.base
        if paper is not None:
            paper.start()
            base = f"http://127.0.0.1:{paper.port}"
        until = time.monotonic() + DRAWING_SECONDS
        # The worker draws the pictures to be shared after the paper has started.
        while faults := _not_shared_of(pages := {path: _read(base, path) for path in _paths(base)}):
            if time.monotonic() > until:
                break
            time.sleep(2)
    blocks = [(path, json.loads(text)) for path, html in pages.items() for text in BLOCK.findall(html)]
    faults += judged(blocks, compiler=compiler)
    for fault in faults:
        print(fault)
    kinds = sorted({block["@type"] for _path, block in blocks})
    print(f"{len(pages)} pages, {len(blocks)} blocks: {', '.join(kinds)}; faults: {len(faults)}")
    return 1 if faults or not any("Article" in kind for kind in kinds) else 0


def judged(blocks: list[tuple[str, dict[str, Any]]], *, compiler: Path) -> list[str]:
    """Return what the compiler has against each block."""
    with tempfile.TemporaryDirectory(dir=compiler, prefix="blocks-") as name:
        folder = Path(name)
        for number, (_path, block) in enumerate(blocks):
            kind, text = block["@type"], json.dumps(block, ensure_ascii=False)
            source = f'import type {{ {kind}, WithContext }} from "schema-dts";\n'
            source += f"export const block: WithContext<{kind}> = {text};\n"
            (folder / f"b{number}.ts").write_text(source, encoding="utf-8")
        script = compiler / "node_modules" / "typescript" / "bin" / "tsc"
        files = [f"b{number}.ts" for number in range(len(blocks))]
        done = subprocess.run(
            ["node", script, *OPTIONS, *files], cwd=folder, capture_output=True, text=True, check=False
        )
    found = [f"{blocks[int(one[1])][0]}: {one[2][:300]}" for one in FAULT.finditer(done.stdout)]
    return (
        found if found or not done.returncode else [f"the compiler failed: {done.stdout}{done.stderr}"[:500]]
    )


def _paths(base: str) -> list[str]:
    """Return some pages of each kind: those that sitemaps name, and those that they do not."""
    found = dict.fromkeys(FIXED)
    seen: dict[str, int] = {}
    for path in _in_sitemaps(base):
        kind = re.sub(r"[^/]+", "x", path) if path[1:2].isdigit() else path.split("/")[1]
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= OF_A_KIND:
            found[path] = None
            if path[1:2].isdigit() and seen[kind] <= 2:
                found |= dict.fromkeys((f"{path}history/", f"{path}history/1/"))
    return list(found)


def _in_sitemaps(base: str) -> Iterator[str]:
    for sitemap in LOCATION.findall(_read(base, "/sitemap.xml")):
        for address in LOCATION.findall(_read(base, urlsplit(sitemap).path)):
            yield urlsplit(unescape(address)).path


def _read(base: str, path: str) -> str:
    with urlopen(f"{base}{path}", timeout=60) as answer:  # noqa: S310 - a paper on this machine
        text: str = answer.read().decode()
    return text


def _not_shared_of(pages: dict[str, str]) -> list[str]:
    return [fault for path, html in pages.items() for fault in _not_shared(path, html)]


def _not_shared(path: str, html: str) -> Iterator[str]:
    metas = dict(META.findall(html))
    yield from (f"{path}: no {name}" for name in SHARED if not metas.get(name))
    if not BLOCK.search(html):
        yield f"{path}: says nothing of itself"


if __name__ == "__main__":
    sys.exit(main())
