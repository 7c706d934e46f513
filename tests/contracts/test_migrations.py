"""Migrations: complete, linear, named for what they do, and free of today's code."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.contracts.files import shown

UNNAMED = re.compile(r"^\d{4}_(auto_|alter_|rename_.*_more$|.*_and_more$)")


def migration_folders() -> list[Path]:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("dateline.")]
    return [folder for app in ours if (folder := Path(app.path) / "migrations").is_dir()]


@pytest.mark.django_db
def test_models_have_all_their_migrations() -> None:
    out = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_every_app_has_one_line_of_migrations() -> None:
    wrong = []
    for folder in migration_folders():
        numbered = sorted(path.stem for path in folder.glob("[0-9]*.py"))
        numbers = [name[:4] for name in numbered]
        if numbers != [f"{number:04}" for number in range(1, len(numbered) + 1)]:
            wrong.append(f"{shown(folder)}: {numbers}")
        newest = folder / "max_migration.txt"
        if not newest.exists() or newest.read_text(encoding="ascii").strip() != numbered[-1]:
            wrong.append(f"{shown(newest)} must say {numbered[-1]}")

    assert wrong == []


def test_migrations_are_named_for_what_they_do() -> None:
    files = [path for folder in migration_folders() for path in folder.glob("[0-9]*.py")]

    assert [shown(path) for path in files if UNNAMED.match(path.stem)] == []


def test_migrations_import_nothing_that_changes() -> None:
    """A migration must still run when the models have moved on; only stable names may be imported."""
    allowed = re.compile(
        r"import dateline\.|from dateline\.\w+\.(\w*fields|\w*validators|choices|models|blocks)\b"
    )
    wrong = []
    for path in [path for folder in migration_folders() for path in folder.glob("[0-9]*.py")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s*from dateline", line) and not allowed.search(line):
                wrong.append(f"{shown(path)}: {line.strip()}")

    assert wrong == []
