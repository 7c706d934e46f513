"""Sizes: modules, functions, classes and templates stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contracts import large as exceptions
from tests.contracts.files import PACKAGES, ROOT, kept, shown

MODULE, MODULE_AT_ALL, TEST_MODULE, FUNCTION, POSITIONAL = 300, 500, 400, 40, 2
TEMPLATE, PACKAGE_LINES, PACKAGE_MODULES = 150, 2500, 20
DOOR_LINES = 60
DOORS = {"wagtail_hooks.py", "signal_handlers.py", "tasks.py"}

CALLED_BY_DJANGO = ("/views.py", "signal_handlers.py")
# Coordinates are positions.
DRAWINGS = PACKAGES / "demo" / "drawing"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def our_modules() -> list[Path]:
    return [path for path in kept(".py", under=PACKAGES) if "migrations" not in path.parts]


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    for path in our_modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        methods = {
            id(item) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for item in node.body
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{shown(path)}:{node.name}", node, id(node) in methods


def test_modules_are_short() -> None:
    large = {shown(path) for path in our_modules() if lines(path) > MODULE}
    too_large = {shown(path) for path in our_modules() if lines(path) > MODULE_AT_ALL}

    assert large == exceptions.MODULES.keys()
    assert too_large == set()


def test_test_modules_are_short() -> None:
    tests = kept(".py", under=ROOT / "tests")

    assert {shown(path) for path in tests if lines(path) > TEST_MODULE} == exceptions.TEST_MODULES.keys()


def test_functions_are_short() -> None:
    large = {name for name, node, _ in functions() if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION}

    assert large == exceptions.FUNCTIONS.keys()


def test_functions_with_three_parameters_or_more_are_called_by_name() -> None:
    wrong = set()
    for name, node, is_method in functions():
        positional = [*node.args.posonlyargs, *node.args.args]
        static = any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list)
        count = len(positional) - (is_method and not static)
        # Methods and views follow whoever calls them; what begins with an underscore has its caller in sight.
        by_position = (
            is_method or name.split(":")[1].startswith("_") or name.split(":")[0].endswith(CALLED_BY_DJANGO)
        )
        if count > POSITIONAL and not by_position and not (ROOT / name).is_relative_to(DRAWINGS):
            wrong.add(name)

    assert wrong == exceptions.POSITIONAL.keys()


def test_templates_styles_and_scripts_are_short() -> None:
    sources = [path for path in kept(".html", ".css", ".js", under=PACKAGES) if not is_put_together(path)]

    assert {shown(path) for path in sources if lines(path) > TEMPLATE} == exceptions.TEMPLATES.keys()


def is_put_together(path: Path) -> bool:
    """Say whether the file is made from others beside it."""
    return path.name in {"paper.css", "paper.js", "report.js", "search.js"} and path.parent.name == "reader"


def test_packages_are_small() -> None:
    large = set()
    for package in {path.parent for path in PACKAGES.glob("*/__init__.py")}:
        modules = [path for path in our_modules() if path.is_relative_to(package)]
        own = [path for path in modules if path.parent == package and path.name != "__init__.py"]
        if sum(map(lines, modules)) > PACKAGE_LINES or len(own) > PACKAGE_MODULES:
            large.add(package.name)

    assert large == exceptions.PACKAGES.keys()


def test_doors_only_connect() -> None:
    doors = [path for path in our_modules() if path.name in DOORS]

    assert {shown(path) for path in doors if lines(path) > DOOR_LINES} == exceptions.DOORS.keys()
