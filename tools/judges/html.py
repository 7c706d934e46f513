"""The Nu HTML checker on every public page: ``python -m tools.judges.html``.

vnu-jar (npm) on Debian's Java is the checker of the W3C: HTML, styles inside, SVG. It will not ask this
machine by address, so it is given every page of the paper as a file, and pages that are not there or gone.
Fails on any error, and when a kind of page is missing. Warnings are shown.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from tools.judges.asking import asked_about, verdict
from tools.judges.feeds import told_by
from tools.registries import npm_folder, program
from tools.walking import Answer, Walker, kind, running_paper

# No link leads there: nothing, a search that is refused, an address that is none.
FAILURES = ("/no-such-page/", "/2017/10/04/no-such-story/", "/search/?q=%22unclosed", "/search/nowhere/")
KINDS = (
    *("/", "/archive/", "/archive/n/", "/archive/n/n/", "/archive/n/n/n/", "/search/", "/feeds/"),
    *("/story/", "/story/history/", "/story/history/n/", "/story/history/n-n/", "/corrections/"),
    *(
        "/corrections/report/",
        "/topic/x/",
        "/author/x/",
        "/page/x/",
        "/series/x/",
        "/api/vn/docs/",
        "/log/verify.html",
    ),
)
REPORT = "/corrections/report/"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Message(NamedTuple):
    """What the checker says of a page."""

    page: str
    is_error: bool
    text: str


def main() -> int:
    """Have every page checked and return the exit code."""
    chosen = asked_about(__doc__).parse_args()
    with running_paper(chosen.base) as paper:
        paper.walk()
        answers = {**paper.answers, **{path: paper.get(path) for path in FAILURES}, **dict(reports(paper))}
    pages = {path: answer.body for path, answer in answers.items() if answer.type == "text/html"}
    messages = list(checked(pages))
    warnings = Counter(message.text.partition(" (line")[0] for message in messages if not message.is_error)
    for text, count in warnings.most_common(8):
        print(f"  warning, {count} times: {text}")
    kinds = {kind(path) for path, answer in answers.items() if answer.is_page}
    faults = [f"{one.page}: {one.text}" for one in messages if one.is_error]
    faults += [f"no page of this kind was found: {name}" for name in KINDS if name not in kinds]
    faults += [f"{path}: answers {found.status}" for path, found in answers.items() if found.status >= 500]
    looked_at = f"{len(pages)} pages of {len(kinds)} kinds, {sum(warnings.values())} warnings"
    return verdict("Nu HTML checker", faults=faults, looked_at=looked_at, is_enough=len(pages) > len(KINDS))


def reports(paper: Walker) -> Iterator[tuple[str, Answer]]:
    """Yield the form to report a mistake, the same as it comes back refused, and a receipt.

    A paper that runs already gets no report: what is sent to it is refused for want of words.
    """
    story = next(one for path, one in paper.answers.items() if kind(path) == "/story/" and one.is_page)
    fields = [field for field in _HIDDEN.findall(story.text) if field[0] in ("story", "version")]
    yield REPORT, (form := paper.get(f"{REPORT}?{urlencode(fields)}"))
    sent = dict(_HIDDEN.findall(form.text))
    yield f"{REPORT} refused", paper.post(REPORT, {**sent, "words": ""})
    if paper.is_ours:
        headline, _published_at = told_by(story.text)
        taken = paper.post(REPORT, {**sent, "words": headline})
        if "location" not in taken.headers:
            sys.exit(f"The report was not taken: {taken.status} {taken.text}")
        yield f"{REPORT} receipt", paper.get(taken.headers["location"])


def checked(pages: Mapping[str, bytes]) -> Iterator[Message]:
    """Yield what the checker says of pages by their path."""
    jar = npm_folder("html") / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = program("java", package="default-jre-headless")
    with tempfile.TemporaryDirectory(prefix="dateline-html-") as name:
        files = {f"{number:05}.html": path for number, path in enumerate(pages)}
        for file, path in files.items():
            (Path(name) / file).write_bytes(pages[path])
        command = [java, "-Xss8m", "-jar", str(jar), "--stdout", "--format", "json", "--exit-zero-always"]
        done = subprocess.run([*command, *files], cwd=name, capture_output=True, check=False, timeout=1200)
    if done.returncode:
        sys.exit(f"The checker failed: {done.stderr.decode()[-500:]}")
    yield from read_messages(done.stdout.decode(), files)


def read_messages(output: str, files: Mapping[str, str]) -> Iterator[Message]:
    """Yield the messages in the checker's JSON, with the pages that the files stand for."""
    for found in json.loads(output)["messages"]:
        page = files.get(found.get("url", "").rpartition("/")[2], "the checker")
        is_error = found["type"] != "info"
        if is_error or found.get("subType") == "warning":
            place = f" (line {found['lastLine']})" if "lastLine" in found else ""
            extract = " ".join(found.get("extract", "").split())[:120]
            yield Message(page, is_error, f"{found['message']}{place}{f' {extract!r}' if is_error else ''}")


if __name__ == "__main__":
    sys.exit(main())
