"""Documents: what they name exists, and what exists is named."""

import re
from dataclasses import fields

import click
import pytest

from dateline.config.cli import dateline
from dateline.config.installation import VARIABLES
from dateline.lib.paper_toml import ImprintLine, Paper, SectionEntry, SocialLink
from tests.contracts.files import ROOT, kept, read, shown

SETTINGS, COMMAND = "docs/reference/settings.md", "docs/reference/command.md"
PAPER_KEYS = {
    field.name for entry in (Paper, SectionEntry, SocialLink, ImprintLine) for field in fields(entry)
}
PAPER_KEYS |= {"server", "embed_hosts", "desk", "second_factor"}
PARTS = ("Context", "Decision", "Consequences")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def commands() -> dict[str, click.Command]:
    context = click.Context(dateline)
    return {
        name: command
        for name in dateline.list_commands(context)
        if (command := dateline.get_command(context, name))
    }


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_every_variable_is_documented(name: str) -> None:
    assert f"`{name}`" in read(SETTINGS)


@pytest.mark.parametrize("name", sorted(set(VARIABLES) - {"SECRET_KEY_FILE"}))
def test_every_variable_is_in_the_example(name: str) -> None:
    assert re.search(rf"^#? ?{name}=", read(".env.example"), re.MULTILINE)


@pytest.mark.parametrize("key", sorted(PAPER_KEYS))
def test_every_key_of_paper_toml_is_documented(key: str) -> None:
    assert re.search(rf"`(\[*)?{key}(\]*)?`", read(SETTINGS))


def test_documented_variables_exist() -> None:
    named = set(re.findall(r"`(DATELINE_\w+)`", read(SETTINGS)))

    assert named - set(VARIABLES) == set()


def test_every_command_and_option_is_documented() -> None:
    text = read(COMMAND)
    missing = []
    for name, command in commands().items():
        if f"dateline {name}" not in text:
            missing.append(name)
        for parameter in command.params:
            missing += [
                f"{name} {flag}"
                for flag in parameter.opts
                if flag.startswith("--") and f"`{flag}" not in text
            ]

    assert missing == []


def test_commands_in_documents_exist() -> None:
    wrong = []
    targets = set(TARGET.findall(read("Makefile")))
    for path in kept(".md"):
        text = path.read_text(encoding="utf-8")
        wrong += [
            f"{shown(path)}: make {name}"
            for name in re.findall(r"`make ([a-z]+)", text)
            if name not in targets
        ]
        if "decisions" not in path.parts:
            named = re.findall(r"(?:^|`)(?:\.venv/bin/)?dateline ([a-z]+)", text, re.MULTILINE)
            wrong += [f"{shown(path)}: dateline {name}" for name in named if name not in commands()]

    assert wrong == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in kept(".md"):
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (path.parent / target).exists()
            ):
                broken.append(f"{shown(path)}: {target}")

    assert broken == []


def test_changelog_begins_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)

    assert headings[0] == "Unreleased"


def test_decisions_are_numbered_and_complete() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in records]
    incomplete = [shown(path) for path in records if not is_complete(path.read_text(encoding="utf-8"))]

    assert len(numbers) == len(set(numbers))
    assert incomplete == []


def is_complete(record: str) -> bool:
    """A part begins with a heading or with its name in bold."""
    return all(re.search(rf"^(## |\*\*){part}", record, re.MULTILINE) for part in PARTS)


def test_every_package_is_on_the_map() -> None:
    init, architecture = read("src/dateline/__init__.py"), read("docs/architecture.md")
    packages = {path.parent.name for path in (ROOT / "src" / "dateline").glob("*/__init__.py")}

    assert {name for name in packages if f"``{name}``" not in init} == set()
    assert {name for name in packages if f"`{name}`" not in architecture} == set()
