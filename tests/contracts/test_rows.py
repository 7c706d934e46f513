"""Directions: imports and relations between models point downwards."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.db import models

from tests.contracts.files import PACKAGES, ROOT, project
from tests.contracts.rows import ROW_OF, ROWS, may_use, package_of

# Relations that point upwards, with the reason. The list may only get shorter.
UPWARD_RELATIONS: dict[str, str] = {}


def test_every_package_has_a_row() -> None:
    packages = {path.parent.name for path in PACKAGES.glob("*/__init__.py")}

    assert packages - ROW_OF.keys() == set()


def test_import_linter_holds_the_same_rows() -> None:
    contract = next(one for one in project()["tool"]["importlinter"]["contracts"] if one["id"] == "rows")
    layers = [tuple(name.strip(" ()") for name in layer.split("|")) for layer in contract["layers"]]

    assert tuple(layers) == ROWS
    assert contract["exhaustive"] is True


def test_imports_keep_every_contract() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    done = subprocess.run(
        [command, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_relations_between_models_point_downwards() -> None:
    wrong = [
        f"{field.model._meta.label}.{field.name} -> {related._meta.label}"
        for field, related in our_relations()
        if not may_use(str(package_of(field.model.__module__)), str(package_of(related.__module__)))
    ]

    assert sorted(wrong) == sorted(UPWARD_RELATIONS)


def our_relations() -> list[tuple[Any, type[models.Model]]]:
    found: list[tuple[Any, type[models.Model]]] = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            related = field.related_model
            is_class = isinstance(related, type)
            if (
                field.concrete
                and package_of(field.model.__module__)
                and is_class
                and package_of(related.__module__)
            ):
                found.append((field, cast("type[models.Model]", related)))
    return found
