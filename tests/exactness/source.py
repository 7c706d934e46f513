"""Which functions announce anything, as the source says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType


def announcing_functions(root: Path) -> set[str]:
    """Return every function below this folder that announces something."""
    found = set()
    for path in root.rglob("*.py"):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        if module == "edition.keys":
            continue
        for function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            if any(_is_announcement(node) for node in ast.walk(function[1])):
                found.add(f"{module}.{function[0]}")
    return found


def load_announcing_modules(package: ModuleType) -> None:
    """Import every module of the package that announces something, so that all of them can be listened to."""
    root = Path(str(package.__file__)).parent
    for path in root.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if any(_is_announcement(node) for node in ast.walk(ast.parse(source))):
            import_module(".".join((package.__name__, *path.relative_to(root).with_suffix("").parts)))


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node


def _is_announcement(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("announce", "announce_good_until")
    )
