"""Check all that a paper, or a copy of it, shows against its log; find pages that the log does not know.

Whoever runs it needs nothing from the paper but what any reader gets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dateline.lib.tlog.live_pages import is_article, missing_words
from dateline.lib.tlog.log_leaves import KEY, PUBLIC, SAID, read_leaf
from dateline.lib.tlog.said_on_pages import corrections_not_shown, false_sentences
from dateline.lib.tlog.signed_notes import Verifier
from dateline.lib.tlog.tiles import FileReader
from dateline.lib.tlog.tlog_proofs import check_proof, read_proof
from dateline.lib.tlog.verifying import (
    Proved,
    WrongError,
    check_log,
    latest_leaves,
    prove_version,
    read_signed,
    withheld_sentences,
    withheld_texts,
)
from dateline.lib.tlog.version_files import read_version_file

STORY, REMOVAL = "story", "removal"
_LINK = re.compile(r"""<loc>([^<]+)</loc>|\bhref=["']?([^"'\s>#?]+)""")


class Source(Protocol):
    """Where a paper can be read: at an address, or in the folder of a copy."""

    @property
    def log(self) -> FileReader:
        """Files below /log/."""

    def page(self, path: str) -> bytes | None:
        """Return what is at an address of the paper, None when nothing is."""

    def name(self, path: str) -> str:
        """Return how a person finds what is at this address."""

    def paths(self) -> Iterable[str]:
        """Yield addresses of pages that the source itself lists."""


@dataclass(slots=True)
class Audit:
    """What was found. ``wrong`` has a sentence for each thing, naming the file or address."""

    origin: str = ""
    size: int = 0
    leaves: int = 0
    versions: int = 0
    withheld: int = 0
    without_file: int = 0
    unsealed: int = 0
    """Versions of whose change the log does not vouch for what was said: recorded before it did."""
    pages: int = 0
    wrong: list[str] = field(default_factory=list)


def audit(source: Source, *, verifiers: Sequence[Verifier], say: Callable[[str], None]) -> Audit:
    """Check the log, each version, each page. Raises WrongError when there is no log to check against."""
    checkpoint = read_signed(source.log, verifiers)
    found = Audit(origin=checkpoint.origin, size=checkpoint.size)
    say(f"The checkpoint of {checkpoint.origin} is signed; it has {checkpoint.size} leaves.")
    leaves, found.wrong = check_log(source.log, checkpoint=checkpoint)
    found.leaves = len(leaves)
    say("Every entry and tile was read and the tree computed anew.")
    latest = latest_leaves(leaves)
    for article, leaf in latest.items():
        about = [one for one in leaves if one["type"] != KEY and one["article"] == article]
        _check_article(source, about, latest=leaf, verifiers=verifiers, found=found)
    _find_unrecorded(source, {leaf["url"] for leaf in latest.values() if leaf["type"] in PUBLIC}, found)
    return found


def _check_article(
    source: Source,
    leaves: Sequence[dict[str, Any]],
    *,
    latest: dict[str, Any],
    verifiers: Sequence[Verifier],
    found: Audit,
) -> None:
    files: dict[int, dict[str, Any]] = {}
    told, silent = withheld_texts(leaves), withheld_sentences(leaves)
    is_story = latest["page"] == STORY
    # A version that a restored paper published again has two leaves; its proof is of the newer one.
    for leaf in {leaf["version"]: leaf for leaf in leaves if "version" in leaf}.values():
        path = f"{latest['url']}history/{leaf['version']}.json"
        version = source.page(path) if is_story else None
        if version is None:
            found.without_file += is_story
            _check_lone_proof(source, leaf=leaf, verifiers=verifiers, found=found)
            continue
        proved = _check_version(source, version, leaf=leaf, path=path, verifiers=verifiers, found=found)
        if proved is None:
            continue
        files[leaf["version"]] = read_version_file(version)
        if proved.says is None and SAID in leaf and leaf["version"] not in silent:
            found.wrong.append(
                f"{source.name(path)} does not say what was said, and the log knows of no withholding."
            )
        if not (proved.shows_words or leaf["version"] in told or leaf["kind"] == REMOVAL):
            found.wrong.append(f"{source.name(path)} shows no words, and the log knows of no withholding.")
    if is_story:
        _check_page(source, latest, files=files, found=found)


def _check_lone_proof(
    source: Source, *, leaf: dict[str, Any], verifiers: Sequence[Verifier], found: Audit
) -> None:
    """Check a proof whose version has no file: of a page that is no story, or of what was taken down."""
    place = f"proof/{leaf['article']}/{leaf['version']}.tlog-proof"
    proof = source.log(place)
    if proof is None:
        return
    try:
        proved = read_proof(proof.decode())
        check_proof(proved, verifiers=verifiers)
        if read_leaf(proved.leaf) != leaf:
            found.wrong.append(f"{source.name(f'/log/{place}')} proves another leaf than the log has.")
    except ValueError as error:
        found.wrong.append(f"{source.name(f'/log/{place}')}: {error}")


def _check_version(
    source: Source,
    version: bytes,
    *,
    leaf: dict[str, Any],
    path: str,
    verifiers: Sequence[Verifier],
    found: Audit,
) -> Proved | None:
    """Return what the file of the version proves; note it when that is not what the log says."""
    place = f"proof/{leaf['article']}/{leaf['version']}.tlog-proof"
    proof = source.log(place)
    if proof is None:
        found.wrong.append(f"{source.name(f'/log/{place}')} is missing.")
        return None
    try:
        proved = prove_version(version, proof=proof, verifiers=verifiers)
    except WrongError as error:
        found.wrong.append(f"{source.name(path)} with {source.name(f'/log/{place}')}: {error}")
        return None
    if proved.leaf != leaf:
        found.wrong.append(f"{source.name(f'/log/{place}')} proves another leaf than the log has.")
    found.versions += 1
    found.withheld += not proved.shows_words
    found.unsealed += SAID not in proved.leaf
    return proved


def _check_page(
    source: Source, latest: dict[str, Any], *, files: dict[int, dict[str, Any]], found: Audit
) -> None:
    page = source.page(latest["url"])
    is_public = latest["type"] in PUBLIC
    if page is None or not is_public:
        if is_public:
            found.wrong.append(f"{source.name(latest['url'])} is public in the log, and is not there.")
        elif page is not None:
            found.wrong.append(
                f"{source.name(latest['url'])} is there, though the log says {latest['type']}."
            )
        return
    found.pages += 1
    # What the log does not vouch for was told already, and says nothing about the page.
    newest = files.get(latest.get("version", max(files, default=0)))
    content, text = newest["content"] if newest else "", page.decode(errors="replace")
    missing = missing_words(text, content) if content else []
    if missing:
        found.wrong.append(
            f"{source.name(latest['url'])} does not show what its newest version says: “{missing[0]}”."
        )
    for number in corrections_not_shown(text, versions=files):
        found.wrong.append(
            f"{source.name(latest['url'])} shows no correction of version {number} as it is recorded."
        )
    history = f"{latest['url']}history/index.json"
    listed = source.page(history)
    for number in false_sentences(listed, versions=files) if listed is not None else ():
        found.wrong.append(
            f"{source.name(history)} says something else of version {number} than was recorded."
        )


def _find_unrecorded(source: Source, recorded: set[str], found: Audit) -> None:
    for path in source.paths():
        if path in recorded:
            continue
        page = source.page(path)
        if page is not None and is_article(page.decode(errors="replace")):
            found.wrong.append(f"{source.name(path)} is an article that the log does not know.")


def linked_paths(text: str, *, origin: str) -> list[str]:
    """Return the addresses on this host that a page or a sitemap links to, without what is no page."""
    found = [one or two for one, two in _LINK.findall(text)]
    paths = [link.removeprefix(origin) for link in found]
    return sorted(
        {path for path in paths if path.startswith("/") and path.endswith("/") and "//" not in path}
    )
