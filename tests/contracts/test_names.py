"""Names: no drawers for odds and ends, nothing that hides the standard library, labels of our own."""

import sys

from django.apps import apps

from tests.contracts.files import PACKAGES, ROOT, kept, shown

FORBIDDEN = {"core", "common", "util", "utils", "helper", "helpers", "misc", "manager", "managers", "base"}
# A name of the standard library is fine one level down, but not for a package of ours.
STANDARD = set(sys.stdlib_module_names)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    python = [
        *kept(".py", under=PACKAGES),
        *kept(".py", under=ROOT / "tools"),
        *kept(".py", under=ROOT / "tests"),
    ]

    assert [shown(path) for path in python if FORBIDDEN.intersection([*path.parts[-3:-1], path.stem])] == []


def test_no_package_hides_the_standard_library() -> None:
    packages = {path.parent.name for path in PACKAGES.glob("*/__init__.py")}

    assert packages & STANDARD == set()


def test_every_app_of_ours_has_a_label_of_its_own() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("dateline.")]

    assert [app.name for app in ours if app.label != f"paper_{app.name.split('.')[1]}"] == []


def test_every_module_and_package_says_what_it_owns() -> None:
    silent = []
    for path in kept(".py", under=PACKAGES):
        is_empty_by_design = path.name == "__init__.py" and {"migrations", "management"} & set(path.parts)
        if "migrations" in path.parts or is_empty_by_design:
            continue
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""')):
            silent.append(shown(path))

    assert silent == []
