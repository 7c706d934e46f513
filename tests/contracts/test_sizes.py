"""Sizes: modules, functions, classes and templates stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.files import PACKAGES, ROOT, kept, shown

MODULE, MODULE_AT_ALL, TEST_MODULE, FUNCTION, POSITIONAL = 300, 500, 400, 40, 2
TEMPLATE, PACKAGE_LINES, PACKAGE_MODULES = 150, 2500, 20
DOOR_LINES = 60
DOORS = {"wagtail_hooks.py", "signal_handlers.py", "tasks.py"}

# What is too large today, with the reason. An entry that is no longer true fails: the lists get shorter.
LARGE_MODULES: dict[str, str] = {
    "src/dateline/entities/models.py": "to be split",
    "src/dateline/edition/disk.py": "one store, one lock; to be split when the nginx mode grows",
}
LARGE_FUNCTIONS: dict[str, str] = {
    "src/dateline/archive/pagedump/articles.py:read_article": "to be split",
    "src/dateline/demo/drawing/maps.py:narrows": "a drawing is a list of shapes",
    "src/dateline/demo/drawing/scenes.py:opera_stage": "a drawing is a list of shapes",
    "src/dateline/publishing/actions.py:take_down": "one transaction that is read from top to bottom",
    "src/dateline/reader/lists.py:list_page": "to be split",
    "src/dateline/stories/story_queries.py:story_context": "fills one context, field by field",
    "src/dateline/stories/structured_data.py:news_article": "fills one vocabulary, field by field",
}
LARGE_TEMPLATES: dict[str, str] = {}
LARGE_PACKAGES: dict[str, str] = {
    "archive": "one importer with its page layouts; formats become packages of their own",
    "config": "many small modules, one per concern of the composition root",
    "demo": "mostly texts and drawings",
    "edition": "a server and a store; nothing above knows their parts",
    "stories": "to be split: the story's contexts and data for machines",
    "publishing": "many small modules, one per step of a publication",
    "media": "many small modules, one per kind of metadata and file",
}
LARGE_DOORS: dict[str, str] = {}
# Functions whose callers pass three or more arguments by position, besides Django's views.
POSITIONAL_BY_CONTRACT: dict[str, str] = {
    "src/dateline/config/commands/import_.py:command": "click passes options by name",
    "src/dateline/edition/answers.py:plain_answer": "status, text and kind are told apart at a glance",
    "src/dateline/edition/gateway.py:start_response": "WSGI calls it so",
    "src/dateline/edition/gateway.py:wsgi_environ": "to be named",
    "src/dateline/edition/serve.py:answer_for": "called for every request, where names cost time",
}
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

    assert large == LARGE_MODULES.keys()
    assert too_large == set()


def test_test_modules_are_short() -> None:
    assert [shown(path) for path in kept(".py", under=ROOT / "tests") if lines(path) > TEST_MODULE] == []


def test_functions_are_short() -> None:
    large = {name for name, node, _ in functions() if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION}

    assert large == LARGE_FUNCTIONS.keys()


def test_functions_with_three_parameters_or_more_are_called_by_name() -> None:
    wrong = set()
    for name, node, is_method in functions():
        positional = [*node.args.posonlyargs, *node.args.args]
        static = any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list)
        count = len(positional) - (is_method and not static)
        # Methods and views follow whoever calls them; what begins with an underscore has its caller in sight.
        by_position = is_method or name.split(":")[1].startswith("_") or "/views.py:" in name
        if count > POSITIONAL and not by_position and not (ROOT / name).is_relative_to(DRAWINGS):
            wrong.add(name)

    assert wrong == POSITIONAL_BY_CONTRACT.keys()


def test_templates_styles_and_scripts_are_short() -> None:
    sources = [path for path in kept(".html", ".css", ".js", under=PACKAGES) if not is_put_together(path)]

    assert {shown(path) for path in sources if lines(path) > TEMPLATE} == LARGE_TEMPLATES.keys()


def is_put_together(path: Path) -> bool:
    """Say whether the file is made from others beside it."""
    return path.name in {"paper.css", "paper.js"} and path.parent.name == "reader"


def test_packages_are_small() -> None:
    large = set()
    for package in {path.parent for path in PACKAGES.glob("*/__init__.py")}:
        modules = [path for path in our_modules() if path.is_relative_to(package)]
        own = [path for path in modules if path.parent == package and path.name != "__init__.py"]
        if sum(map(lines, modules)) > PACKAGE_LINES or len(own) > PACKAGE_MODULES:
            large.add(package.name)

    assert large == LARGE_PACKAGES.keys()


def test_doors_only_connect() -> None:
    doors = [path for path in our_modules() if path.name in DOORS]

    assert {shown(path) for path in doors if lines(path) > DOOR_LINES} == LARGE_DOORS.keys()
