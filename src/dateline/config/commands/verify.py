"""dateline verify: check what a paper says about its own past. Needs no paper, no account and no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click

from dateline.lib.tlog.auditing import audit
from dateline.lib.tlog.paper_sources import AwayError, PaperAtAddress, PaperInFolder
from dateline.lib.tlog.signed_notes import BadNoteError, Verifier, open_checkpoint, read_verifier
from dateline.lib.tlog.verifying import WrongError, check_growth, prove_version, read_signed, trusted_keys
from dateline.lib.tlog.version_files import BadVersionError, read_version_file

MOST_TOLD = 50


@click.command()
@click.argument("target", metavar="URL|FILE|DIR")
@click.option("--key", metavar="KEY", help="The key of the log, or a file with it, kept from before.")
@click.option("--proof", metavar="FILE", help="The proof of a version's FILE; else the one beside it.")
@click.option(
    "--remember",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Compare with the checkpoint kept in this file, and keep the newest there.",
)
def command(*, target: str, key: str | None, proof: str | None, remember: Path | None) -> None:
    """Check a version, a story, a whole paper or a copy of it against the paper's log.

    Exit code 0: everything that was checked is right. 1: something is wrong, and is named. 2: it cannot be
    checked.
    """
    try:
        if target.startswith(("http://", "https://")):
            _verify_address(target, key=key, remember=remember)
        elif Path(target).is_dir():
            _verify_folder(Path(target), key=key, remember=remember)
        else:
            _verify_file(Path(target), key=key, proof=proof)
    except (AwayError, OSError, BadNoteError) as error:
        click.echo(f"Cannot be checked: {error}", err=True)
        raise SystemExit(2) from None
    except WrongError as error:
        click.echo(f"WRONG: {error}")
        raise SystemExit(1) from None


def _verify_file(file: Path, *, key: str | None, proof: str | None) -> None:
    if key is None:
        raise click.UsageError(
            "Say with --key which key the paper signs with; a proof is worth no more than it."
        )
    place = Path(proof) if proof else file.with_suffix(".tlog-proof")
    proved = prove_version(file.read_bytes(), proof=place.read_bytes(), verifiers=_kept(key))
    for sentence in proved.sentences():
        click.echo(sentence)


def _verify_folder(folder: Path, *, key: str | None, remember: Path | None) -> None:
    paper = PaperInFolder(folder)
    keys = _keys(paper, key)
    if key is None:
        click.echo(
            f"The key came with the copy itself: {keys[0]}. Compare it with one that you got elsewhere."
        )
    _verify_all(paper, keys, remember)


def _verify_address(address: str, *, key: str | None, remember: Path | None) -> None:
    paper, path = PaperAtAddress(address), urlsplit(address).path or "/"
    keys = _keys(paper, key)
    if key is None:
        click.echo(
            f"The key came from the site itself: {keys[0]}. Compare it with one that you got elsewhere."
        )
    if path == "/":
        _verify_all(paper, keys, remember)
    elif path.endswith(".json"):
        _verify_version(paper, path, keys)
    else:
        _verify_story(paper, path if path.endswith("/") else f"{path}/", keys)
    if path != "/" and remember is not None:
        _remember(paper, keys, remember)


def _verify_story(paper: PaperAtAddress, path: str, keys: Sequence[Verifier]) -> None:
    number = 1
    while paper.page(f"{path}history/{number}.json") is not None:
        _verify_version(paper, f"{path}history/{number}.json", keys)
        number += 1
    if number == 1:
        raise AwayError(f"{paper.name(path)} has no history with versions to check.")


def _verify_version(paper: PaperAtAddress, path: str, keys: Sequence[Verifier]) -> None:
    version = paper.page(path)
    if version is None:
        raise AwayError(f"{paper.name(path)} is not there.")
    try:
        fields = read_version_file(version)
    except BadVersionError as error:
        raise WrongError(f"{paper.name(path)}: {error}") from error
    proof = paper.log(f"proof/{fields['article']}/{fields['version']}.tlog-proof")
    if proof is None:
        raise WrongError(f"{paper.name(path)} has no proof in the log: it is not recorded, or not yet.")
    try:
        proved = prove_version(version, proof=proof, verifiers=keys)
    except WrongError as error:
        raise WrongError(f"{paper.name(path)}: {error}") from error
    for sentence in proved.sentences():
        click.echo(sentence)
    newest = read_signed(paper.log, keys)
    check_growth(paper.log, old=proved.checkpoint, new=newest)
    click.echo(f"Today's log of {newest.size} leaves still contains it, and all that was before it.")


def _verify_all(
    paper: PaperAtAddress | PaperInFolder, keys: Sequence[Verifier], remember: Path | None
) -> None:
    found = audit(paper, verifiers=keys, say=click.echo)
    if remember is not None:
        _remember(paper, keys, remember)
    click.echo(
        f"{found.leaves} leaves, {found.versions} versions ({found.withheld} of them withheld) and"
        f" {found.pages} pages were checked. {found.without_file} versions have no file here."
    )
    if found.unsealed:
        click.echo(
            f"What was said of the changes of {found.unsealed} of these versions is from before the log"
            " committed to that, and was not checked."
        )
    for sentence in found.wrong[:MOST_TOLD]:
        click.echo(f"WRONG: {sentence}")
    if len(found.wrong) > MOST_TOLD:
        click.echo(f"… and {len(found.wrong) - MOST_TOLD} more.")
    if found.wrong:
        raise SystemExit(1)
    click.echo("Everything that is here is as the log says.")


def _remember(paper: PaperAtAddress | PaperInFolder, keys: Sequence[Verifier], file: Path) -> None:
    newest = read_signed(paper.log, keys)
    if file.exists():
        old = open_checkpoint(file.read_text(encoding="utf-8"), keys)
        check_growth(paper.log, old=old, new=newest)
        click.echo(f"The log contains all {old.size} leaves that it had when {file} was kept.")
    file.write_bytes(paper.log("checkpoint") or b"")


def _keys(paper: PaperAtAddress | PaperInFolder, given: str | None) -> list[Verifier]:
    """Return the keys that count: the kept one with its successors, or what the paper itself names."""
    listed = paper.log("keys") or b""
    offered = [read_verifier(line) for line in listed.decode(errors="replace").splitlines() if line]
    if given is not None:
        return trusted_keys(_kept(given), offered=offered, read=paper.log)
    if not offered:
        raise AwayError("There is no log here: the key of the log is missing.")
    return offered


def _kept(given: str) -> list[Verifier]:
    text = Path(given).read_text(encoding="utf-8") if Path(given).exists() else given
    return [read_verifier(line) for line in text.splitlines() if line]
